from __future__ import annotations

import numpy as np
import torch

from nlu.training.pretrain import MaskedModel, PretrainSettings, learning_rate, mask_words

SETTINGS = PretrainSettings(vocab_size=300, hidden=32, n_layers=1, n_heads=2, length=16, batch=4, steps=100)


def test_whole_words_are_masked_and_specials_never() -> None:
    ids = np.full((64, 16), 3, np.uint16)
    ids[:, 1::2] = np.arange(100, 108)
    ids[:, 2::2] = np.arange(100, 107)
    starts = np.zeros(ids.shape, bool)
    starts[:, 0::4] = True  # words of four pieces
    inputs, positions = mask_words(ids, starts, SETTINGS, 4, np.random.default_rng(1))
    chosen = np.zeros(ids.size, bool)
    chosen[positions] = True
    chosen = chosen.reshape(ids.shape)
    assert not chosen[:, 0].any()  # the separator
    words = chosen[:, 4:16].reshape(64, 3, 4)
    assert (words.all(axis=2) | ~words.any(axis=2)).all()
    assert (inputs[~chosen] == ids[~chosen]).all()
    assert 0.1 < chosen.mean() < 0.4


def test_learning_rate_rises_then_falls_to_a_tenth() -> None:
    rates = [learning_rate(step, SETTINGS) for step in range(SETTINGS.steps)]
    assert rates[0] < rates[4] <= 1.0
    assert max(rates) == rates[int(SETTINGS.steps * SETTINGS.warmup_share)]
    assert 0.1 <= rates[-1] < 0.12


def test_a_few_steps_learn_a_repeated_row() -> None:
    torch.manual_seed(0)
    model = MaskedModel(SETTINGS)
    row = torch.arange(100, 116).repeat(4, 1)
    positions = torch.tensor([3, 20, 40])
    optimiser = torch.optim.AdamW(model.parameters(), lr=3e-3)
    losses = []
    for _ in range(25):
        loss = torch.nn.functional.cross_entropy(model(row, positions), row.flatten()[positions])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(float(loss))
    assert losses[-1] < 0.5 * losses[0]
