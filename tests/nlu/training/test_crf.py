from __future__ import annotations

import itertools

import pytest
import torch

from nlu.training.crf import crf_loss


def test_the_loss_is_that_of_all_sequences_counted_and_skips_what_has_no_tag() -> None:
    torch.manual_seed(0)
    emissions, transitions, first = torch.randn(3, 6, 4), torch.randn(4, 4), torch.randn(4)
    gold = torch.tensor([[-100, 0, 1, 2, -100, -100], [-100, 3, 2, 2, 0, 1], [-100] * 6])

    def score(places: torch.Tensor, path: tuple[int, ...]) -> torch.Tensor:
        steps = sum(transitions[a, b] for a, b in itertools.pairwise(path))
        return first[path[0]] + sum(places[i, t] for i, t in enumerate(path)) + steps

    wanted = torch.zeros(())
    for row in (0, 1):
        known = gold[row] >= 0
        places, path = emissions[row][known], tuple(gold[row][known].tolist())
        every = torch.stack([score(places, p) for p in itertools.product(range(4), repeat=len(path))])
        wanted += every.logsumexp(0) - score(places, path)
    assert float(crf_loss(emissions, gold, transitions, first)) == pytest.approx(float(wanted) / 8, abs=1e-5)
    assert float(crf_loss(emissions[2:], gold[2:], transitions, first)) == 0.0
