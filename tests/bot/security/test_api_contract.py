"""Schemathesis over the API's own description, against a real gateway: no 5xx, no answer that is not described.

API_EXAMPLES is the number of examples for each operation, and of wrong ones: 4 in every run, more for a long one. A
made-up id meets a 404 at once; so half of the examples get the id of something that is there.
"""

from __future__ import annotations

import os
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from bot.gateway.parts import hash_token
from bot.handoff.rules import DeskSettings
from bot.store.handoff_tables import logins
from tests.bot.admin.toy_actions import ToyActions
from tests.bot.conftest import Gateway, _settings
from tests.bot.handoff.conftest import person
from tests.bot.toy import ToyRasa

N_EXAMPLES = int(os.environ.get("API_EXAMPLES", "4"))
CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
    response_schema_conformance,
]  # fmt: skip
#: The stream of events never ends: test_stream reads it.
STREAMS = "/api/sessions/{session_id}/events"


class Known:
    """Things that are there, made anew when one is gone."""

    def __init__(self, gateway: Gateway) -> None:
        self.gateway = gateway
        self.session: tuple[str, dict[str, str]] = ("", {})
        self.chat = ""
        self.operator = person(gateway, "王主管", "supervisor")
        desk, cookie = gateway.app.state.parts.desk, self.operator.http.cookies["daogou_desk"]
        with desk.agents._writing() as connection:  # a long run takes longer than a test's login lasts
            connection.execute(logins.update().where(logins.c.id == hash_token(cookie)).values(expires_at=2e9 * 2))

    def renew(self) -> None:
        """Open a session that waits for a person."""
        self.session = self.gateway.open(shop="sample")
        self.gateway.say(self.session, "转人工")
        views = self.gateway.app.state.parts.desk.views
        self.chat = views.for_shopper(self.session[0], 0).get("chat", "x")

    def into(self, case: Any) -> None:
        """Give the case ids that exist, and the right to use them."""
        if not self.session[0]:
            self.renew()
        ids = {"session_id": self.session[0], "chat_id": self.chat, "shop": "sample"}
        for name in case.path_parameters or {}:
            if name in ids:
                case.path_parameters[name] = ids[name]
        case.headers = dict(case.headers or {}) | self.session[1]

    def cookie(self, case: Any) -> None:
        if case.path.startswith(("/desk/api", "/admin/api")) and not case.path.endswith(("/logout", "/login")):
            case.headers = dict(case.headers or {}) | {
                "Cookie": f"daogou_desk={self.operator.http.cookies['daogou_desk']}",
                "X-CSRF-Token": self.operator.http.headers["x-csrf-token"],
            }


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Known]:
    data = tmp_path_factory.mktemp("contract")
    toy, actions = ToyRasa(data).start(), ToyActions().start()
    limits = {"actions_url": actions.url, "answer_within_s": 5.0, "catalogue_bytes": 100_000}
    gateway = Gateway(DeskSettings(_env_file=None), **(_settings(toy, data) | limits)).start()
    yield Known(gateway)
    gateway.stop()
    actions.stop()
    toy.stop()


@pytest.mark.timeout(1200)  # seconds on an idle machine; every call counts on a busy one
def test_every_answer_is_described_and_none_is_a_failure_of_ours(known: Known) -> None:
    schema = schemathesis.openapi.from_dict(known.gateway.app.openapi()).exclude(path=STREAMS)
    failed: list[str] = []
    n_calls: Counter[int] = Counter()

    def check(case: Any) -> None:
        if zlib.crc32(repr((case.path_parameters, case.query, case.body)).encode("utf-8", "surrogatepass")) % 2:
            known.into(case)
        known.cookie(case)
        answer = case.call(base_url=known.gateway.url, timeout=60)
        if case.method == "DELETE":
            known.session = ("", {})
        n_calls[answer.status_code] += 1
        case.validate_response(answer, checks=CHECKS)

    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > 35
    for operation in operations:
        for mode in GenerationMode:
            try:
                run(operation.as_strategy(generation_mode=mode), check)
            except (FailureGroup, Failure) as failure:
                failed.append(f"{operation.label}: {failure}")
            except Unsatisfiable:
                assert mode is GenerationMode.NEGATIVE, "an operation without parameters cannot be called wrongly"
    assert not failed, "\n\n".join(failed)
    assert n_calls[200] > 20
    print(f"{sum(n_calls.values())} calls of {len(operations)} operations: {dict(sorted(n_calls.items()))}")


def run(cases: Any, check: Callable[[Any], None]) -> None:
    """Call `check` with examples; the same ones in each run unless many are asked for."""
    options = settings(
        max_examples=N_EXAMPLES, deadline=None, database=None, derandomize=N_EXAMPLES < 50,
        suppress_health_check=list(HealthCheck), phases=(Phase.generate,),
    )  # fmt: skip
    options(given(case=cases)(lambda case: check(case)))()
