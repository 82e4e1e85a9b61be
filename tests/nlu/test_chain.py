"""The chain of tags against all sequences counted one by one."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from nlu.chain import Chain

TAGS = ("O", "B-a", "I-a", "B-b", "I-b")


@pytest.fixture
def logits() -> np.ndarray:
    return np.random.default_rng(5).normal(size=(5, len(TAGS))) * 2


@pytest.fixture
def chain() -> Chain:
    random = np.random.default_rng(6)
    return Chain(TAGS, random.normal(size=(5, 5)), random.normal(size=5))


def all_paths() -> list[tuple[int, ...]]:
    return list(itertools.product(range(len(TAGS)), repeat=5))


def well_formed(path: tuple[int, ...]) -> bool:
    names = ["O", *(TAGS[t] for t in path)]
    return all(not b.startswith("I-") or (a != "O" and a[2:] == b[2:]) for a, b in itertools.pairwise(names))


@pytest.mark.parametrize("temperature", [1.0, 2.5])
def test_probabilities_of_all_sequences_add_up_and_malformed_ones_have_none(
    chain: Chain, logits: np.ndarray, temperature: float
) -> None:
    chances = {path: np.exp(chain.log_likelihood(logits, path, temperature)) for path in all_paths()}
    assert sum(chances.values()) == pytest.approx(1.0)
    assert all((chance > 0) == well_formed(path) for path, chance in chances.items())
    assert max(chances, key=chances.__getitem__) == tuple(chain.best(logits))


def test_the_probability_of_a_span_is_that_of_all_sequences_with_it(chain: Chain, logits: np.ndarray) -> None:
    spans = chain.spans(logits, 1.7)
    assert spans
    for label, begin, end, chance in spans:
        wanted = 0.0
        for path in all_paths():
            names = [*(TAGS[t] for t in path), "O"]
            if (
                names[begin] == f"B-{label}"
                and all(n == f"I-{label}" for n in names[begin + 1 : end])
                and names[end] != f"I-{label}"
            ):
                wanted += np.exp(chain.log_likelihood(logits, path, 1.7))
        assert chance == pytest.approx(wanted)


def test_a_lone_inside_tag_is_never_read() -> None:
    logits = np.zeros((3, 5))
    logits[:, 2] = 9.0
    assert Chain(TAGS).spans(logits)[0][:3] == ("a", 0, 3)
    logits[:, 0] = 12.0
    assert Chain(TAGS).spans(logits) == []
