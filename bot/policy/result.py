"""Checks what the action server answers, against Rasa's own schema, in a fraction of the time.

Owns: when an action's result is well formed. Does not know: actions, HTTP. Rasa 3.6.21 compiles its schema anew for
each call (57 % of a turn) and then tries every event against all 23 kinds; here it is compiled once, and an event is
checked against the kind that it says it is.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import best_match
from rasa.shared.exceptions import RasaException
from rasa.shared.utils.schemas.events import EVENT_SCHEMA


class WrongResult(RasaException):
    """The action server's answer is not of the right form; the message says where and what was expected."""


@lru_cache(maxsize=1)
def _validators() -> dict[str, Draft7Validator]:
    common = {key: part for key, part in EVENT_SCHEMA.items() if key != "oneOf"}
    return {
        kind["properties"]["event"]["const"]: Draft7Validator({"allOf": [common, kind]})
        for kind in EVENT_SCHEMA["oneOf"]
    }


def check_result(result: Any) -> None:
    """Raise WrongResult unless `result` is {"events": [event, ...], "responses": [object, ...]}; both may be absent."""
    if not isinstance(result, dict):
        raise WrongResult(f"expected an object with events and responses, found {type(result).__name__}")
    for position, event in enumerate(_list(result, "events")):
        name = event.get("event") if isinstance(event, dict) else None
        validator = _validators().get(name) if isinstance(name, str) else None
        if validator is None:
            raise WrongResult(f"events[{position}]: expected an event of a known kind, found {str(event)[:100]}")
        error = best_match(validator.iter_errors(event))
        if error is not None:
            raise WrongResult(f"events[{position}]{error.json_path[1:]}: {error.message[:200]}")
    for position, response in enumerate(_list(result, "responses")):
        if not isinstance(response, dict):
            raise WrongResult(f"responses[{position}]: expected an object, found {type(response).__name__}")


def _list(result: dict[str, Any], key: str) -> list[Any]:
    value = result.get(key, [])
    if not isinstance(value, list):
        raise WrongResult(f"{key}: expected a list, found {type(value).__name__}")
    return value
