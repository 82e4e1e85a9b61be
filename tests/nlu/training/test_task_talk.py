from __future__ import annotations

import gzip
import json
from pathlib import Path

from nlu.training.task_talk import sgd_turns


def test_acts_of_sgd_become_ours_with_what_the_system_did(tmp_path: Path) -> None:
    turns = [
        {"speaker": "user", "text": "I am hungry.", "acts": ["INFORM_INTENT"]},
        {"speaker": "system", "text": "Where?", "acts": ["REQUEST"]},
        {"speaker": "user", "text": "In San Jose.", "acts": ["INFORM"]},
        {"speaker": "system", "text": "71 Saint Peter.", "acts": ["OFFER"]},
        {"speaker": "user", "text": "Book it.", "acts": ["SELECT"]},
        {"speaker": "user", "text": "Something else?", "acts": ["REQUEST_ALTS", "INFORM"]},
        {"speaker": "user", "text": "Hm.", "acts": ["UNKNOWN"]},
    ]
    path = tmp_path / "turns.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.write(json.dumps({"id": "1", "turns": turns}) + "\n")
    found = {(e.text.lower().rstrip("."), e.context, e.acts) for e in sgd_turns(path, 5, seed=1)}
    assert found == {
        ("i am hungry", "", ("recommend",)),
        ("in san jose", "ask scene", ("inform",)),
        ("something else?", "", ("inform", "more")),
    }
    assert not any(e.has_spans for e in sgd_turns(path, 5, seed=1))
    assert len(sgd_turns(path, 1, seed=1)) == 3  # one of each set of acts
