"""Hostile texts get an answer or a problem, never an error of ours (the real processes: tests/bot/test_house.py)."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bot.hostile import NAUGHTY, texts

#: All 5,000 of the acceptance run: HOSTILE_TEXTS=5000.
N_TEXTS = int(os.environ.get("HOSTILE_TEXTS", "600"))


def test_hostile_texts_never_break_the_gateway(gateway, toy):
    def one(text: str) -> int:
        # Lone surrogates must travel as escapes, which is what json.dumps makes of them.
        return gateway.say(gateway.open(), text).status_code

    wanted = texts(N_TEXTS)
    assert set(NAUGHTY) <= set(wanted)
    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(one, wanted))
    assert len(codes) == N_TEXTS
    assert set(codes) == {200, 422}
    assert codes.count(200) > 0.8 * N_TEXTS
    assert all(len(r["message"]) <= gateway.settings.text_characters for r in toy.received)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["text", "message_id", "payload", "image", "page_item", "x"]), inner, max_size=5),
    max_leaves=8,
))  # fmt: skip
def test_any_json_is_answered_or_refused(gateway, body):
    session_id, headers = gateway.open()
    answer = gateway.client.post(f"/api/sessions/{session_id}/messages", json=body, headers=headers)
    assert answer.status_code in (200, 413, 415, 422)
    if answer.status_code != 200:
        assert answer.headers["content-type"] == "application/problem+json"
