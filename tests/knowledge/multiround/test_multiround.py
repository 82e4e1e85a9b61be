"""The id-only benchmark: the rules of a talk on a tiny world with known answers, the files' checks, the fit."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from scipy import sparse

from knowledge.multiround import agents, data, taste
from knowledge.multiround.talk import N_ACTIONS, Ask, Known, Recommend, play
from knowledge.multiround.task import asking, figures

#: 32 items; attribute b is bit b of the item's number, attribute 5 is everybody's.
N_ITEMS, BITS = 32, 5
HAS = sparse.csr_array(
    np.array([[(item >> bit) & 1 for bit in range(BITS)] + [1] for item in range(N_ITEMS)], np.float32)
)
EVEN = np.full(N_ITEMS, 1 / N_ITEMS)
RNG = np.random.default_rng(0)


def write(folder: Path, **files: dict[int, list[int]]) -> Path:
    for name, content in files.items():
        (folder / f"{name}.json").write_text(json.dumps({str(k): v for k, v in content.items()}))
    return folder


@pytest.mark.parametrize("target", [0, 13, 31])
def test_gain_halves_what_is_left_until_ten_remain(target: int) -> None:
    # 32 -> 16 by one question; ten of 16 are shown at .62 >= SHOW_AT.
    turn, done = play(agents.gain, HAS, EVEN, target, BITS, RNG)
    assert done[1].startswith("asks")
    assert done[1].endswith("16 left")
    assert turn is not None
    assert turn <= 3


def test_gain_recommends_at_once_where_the_ten_likeliest_are_likely_enough() -> None:
    prior = np.where(np.arange(N_ITEMS) < 10, 0.09, 0.1 / 22)
    assert play(agents.gain, HAS, prior, 3, BITS, RNG) == (1, [f"wants {BITS}", "shows 10 of 32: found"])


def test_a_no_rules_out_only_where_it_is_said_to() -> None:
    script = iter([Ask(0), Recommend(np.array([2]))])
    _, done = play(lambda known, rng: next(script), HAS, EVEN, 2, BITS, RNG)
    assert done[1] == "asks 0: no, 16 left"
    script = iter([Ask(0), Recommend(np.array([2]))])
    turn, done = play(lambda known, rng: next(script), HAS, EVEN, 2, BITS, RNG, no_rules_out=False)
    assert done[1] == "asks 0: no, 32 left"
    assert turn == 2


def test_refused_items_are_not_shown_again_and_a_talk_ends_after_fourteen_actions() -> None:
    seen: list[int] = []

    def one_by_one(known: Known, rng: np.random.Generator) -> Recommend:
        assert not set(seen) & set(known.candidates.tolist())
        seen.append(int(known.candidates[0]))
        return Recommend(known.candidates[:1])

    turn, done = play(one_by_one, HAS, EVEN, 31, BITS, RNG)
    assert turn is None
    assert len(done) == N_ACTIONS + 1


@pytest.mark.parametrize("agent", [agents.gain, agents.always, agents.entropy, agents.random])
def test_every_agent_finds_every_item_of_the_tiny_world(agent: agents.Recommend) -> None:
    found = [play(agent, HAS, EVEN, t, BITS, np.random.default_rng(t))[0] for t in range(N_ITEMS)]
    assert None not in found


def test_figures_count_a_failure_as_fifteen_turns() -> None:
    assert figures([1, 7, None, 12]) == {
        "success_at_5": 0.25, "success_at_10": 0.5, "success_at_15": 0.75, "turns": 35 / 4,
    }  # fmt: skip


def test_users_of_valid_are_split_unless_there_is_a_test_file(tmp_path: Path) -> None:
    write(tmp_path, train={0: [0], 1: [1]}, valid={0: [1], 1: [0]}, item_attributes={0: [0, 1], 1: [1]})
    found = data.read(tmp_path)
    assert found.learnt.tolist() == [[0, 1]]
    assert found.pairs.tolist() == [[1, 0]]
    write(tmp_path, test={1: [0]})
    found = data.read(tmp_path)
    assert found.learnt.tolist() == [[0, 1], [1, 0]]
    assert found.pairs.tolist() == [[1, 0]]


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"train": {0: [0]}, "valid": {0: [1]}}, "item_attributes.json: the file is missing"),
        ({"train": {0: [0]}, "valid": {0: [1]}, "item_attributes": {0: [0]}}, "1 wanted items have no attribute"),
        ({"train": {0: [0]}, "valid": {}, "item_attributes": {0: [0]}}, "valid.json: the file is empty"),
    ],
)
def test_bad_files_are_named(tmp_path: Path, files: dict[str, dict[int, list[int]]], says: str) -> None:
    write(tmp_path, **files)
    with pytest.raises(data.BadBenchmark, match=says):
        data.read(tmp_path)
    result = CliRunner().invoke(asking, ["--data", str(tmp_path)])
    assert result.exit_code == 1
    assert says in result.output


def test_taste_learns_that_users_want_what_is_like_what_they_took(tmp_path: Path) -> None:
    # Two kinds of items, 0-9 and 10-19, and users of one kind each.
    kinds = {user: list(range(10)) if user % 4 < 2 else list(range(10, 20)) for user in range(40)}
    rng = np.random.default_rng(1)
    taken, wanted = {}, {}
    for user, items in kinds.items():
        drawn = rng.permutation(items).tolist()
        taken[user], wanted[user] = drawn[:5], drawn[5:8]
    attributes = {item: [item // 10, 2 + item] for item in range(20)}
    likes = taste.fit(data.read(write(tmp_path, train=taken, valid=wanted, item_attributes=attributes)), 1)
    prior = likes.prior(1)
    assert prior.sum() == pytest.approx(1)
    assert prior[taken[1]].sum() == 0
    assert prior[:10].sum() > 0.9
