"""`daogou explain SESSION`: why each turn of a conversation went as it did, from the dialogue engine's record.

Owns: which facts of a turn are told and how they are printed. Does not know: how decisions are made; the action server
writes their figures beside each message (`why` in its JSON), which no shopper sees.
"""

from __future__ import annotations

from typing import Any

import click

#: Cards whose probability is printed.
N_CARDS = 5


@click.command("explain")
@click.argument("session")
@click.option("--turn", type=click.IntRange(1), default=None, help="Only this turn of the shopper, from 1.")
def explain_command(session: str, turn: int | None) -> None:
    """Tell for each turn what was understood, which wishes stood, and why it asked or recommended."""
    from bot.settings import SettingsError, load
    from bot.store.errors import StoreError
    from bot.store.trackers import Trackers

    try:
        trackers = Trackers(load().tracker_url)
        try:
            events = trackers.events(session)
        finally:
            trackers.close()
    except (SettingsError, StoreError) as error:
        raise click.ClickException(str(error)) from error
    found = turns(events)
    if not found:
        raise click.ClickException(
            f"there is no conversation {session!r} in the record (its id is session_id of POST /api/sessions); "
            "was it erased, or is DAOGOU_DATA another folder?"
        )
    if turn is not None and turn > len(found):
        raise click.ClickException(f"the conversation has {len(found)} turns, there is no turn {turn}")
    for number, one in enumerate(found, 1):
        if turn in (None, number):
            click.echo("\n".join(lines(number, one)))


def turns(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Part Rasa's events into turns: {"user": event, "said": [message…], "state": the slot afterwards or None}."""
    found: list[dict[str, Any]] = []
    for event in events:
        if event.get("event") == "user":
            found.append({"user": event, "said": [], "state": None})
        elif found and event.get("event") == "bot":
            custom = (event.get("data") or {}).get("custom")
            found[-1]["said"].append(custom or {"act": "chat", "text": event.get("text") or ""})
        elif found and event.get("event") == "slot" and event.get("name") == "state":
            found[-1]["state"] = event.get("value")
    return found


def lines(number: int, turn: dict[str, Any]) -> list[str]:
    """Return the lines that explain one turn."""
    user = turn["user"]
    understanding = (user.get("parse_data") or {}).get("understanding") or {}
    out = [
        f"turn {number}  {user.get('text') or ''}",
        *(f"  understood  {line}" for line in _understood(understanding)),
    ]
    state = turn["state"] or {}
    if state:
        out += [f"  wish        {wish_line(w)}" for w in state.get("wishes", [])] or ["  wish        none"]
        for key, name in (("refused", "refused"), ("no_preference", "all the same"), ("asked", "asked")):
            if state.get(key):
                out.append(f"  {name:<12}{', '.join(state[key])}")
    for message in turn["said"]:
        out += _decided(message)
        out.append(f"  said        {message.get('text', '')}")
    if not turn["said"]:
        out.append("  said        nothing: the turn failed or a person had the conversation")
    return [*out, ""]


def wish_line(wish: dict[str, Any]) -> str:
    """Return a wish in one line: for price <= 2000 (hard, turn 1, "2000以内")."""
    value = wish["value"]
    shown = " or ".join(map(str, value)) if isinstance(value, list) else f"{value:g}" if _is_number(value) else value
    parts = [wish.get("strength", "hard")]
    parts += [f"turn {wish['said_at']}"] if wish.get("said_at") else []
    parts += [f'"{wish["text"]}"'] if wish.get("text") else []
    return f"{wish.get('polarity', 'for')} {wish['attribute']} {wish['operator']} {shown} ({', '.join(parts)})"


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _understood(said: dict[str, Any]) -> list[str]:
    if not said:
        return ["nothing is recorded"]
    acts = ", ".join(f"{a['name']} {a.get('confidence', 1.0):.2f}" for a in said.get("acts", []))
    out = [f"{acts}  [{said.get('locale')}, {said.get('source', 'text')}]"]
    out += [wish_line(w) for w in said.get("wishes", [])]
    for key in ("dropped", "critiques", "references", "questions", "unknown", "ambiguous", "keywords", "corrected"):
        if said.get(key):
            out.append(f"{key}: {_short(said[key])}")
    return out


def _short(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(f"{k}={_short(v)}" for k, v in value.items() if v not in ("", None))
    return "; ".join(map(_short, value)) if isinstance(value, list) else str(value)


def _score(numbers: dict[str, float], item_id: str) -> list[str]:
    """Tell what each term of the ranking adds to the score of an item, and where the sum puts it."""
    ends = f".{item_id}"
    terms = {k[5 : -len(ends)]: v for k, v in numbers.items() if k.startswith("term.") and k.endswith(ends)}
    if not terms:
        return []
    told = ", ".join(f"{name} {value:+.2f}" for name, value in sorted(terms.items(), key=lambda t: -abs(t[1])))
    place = numbers.get(f"place.{item_id}")
    at = f", place {place:g} of all that fit" if place else ""
    return [f"    score     {sum(terms.values()):.2f} = {told}{at}"]


def _decided(message: dict[str, Any]) -> list[str]:
    why = message.get("why") or {}
    numbers: dict[str, float] = why.get("numbers") or {}
    head = f"{message.get('act')}/{message.get('topic', '')}"
    asked = f", asks {message['attribute']}" if message.get("attribute") else ""
    fits = f", {why['n_matching']} goods fit" if "n_matching" in why else ""
    degraded = ", degraded" if message.get("degraded") else ""
    out = [f"  decided     {head}{asked}{fits}{degraded}"]
    bits = {k.removeprefix("bits."): v for k, v in numbers.items() if k.startswith("bits.")}
    if bits:
        worth = ", ".join(f"{key} {value:g}" for key, value in sorted(bits.items(), key=lambda b: -b[1]))
        out.append(f"  questions   worth in bits after cost: {worth}")
    cards = message.get("items") or []
    for card in cards[:N_CARDS]:
        chance = numbers.get(f"probability.{card['item_id']}")
        shown = f"{chance:.1%}  " if chance is not None else ""
        reasons = " · ".join(card.get("reasons") or [])
        out.append(f"  card        {shown}{card['title']} ({card['item_id']})" + (f"  {reasons}" if reasons else ""))
        out += _score(numbers, card["item_id"])
    other = {k: v for k, v in numbers.items() if not k.startswith(("bits.", "probability.", "place.", "term."))}
    out += [f"  number      {key} {value:g}" for key, value in other.items()]
    out += [f"  changed     {c['kind']} {wish_line(c['preference'])}" for c in why.get("changes", [])]
    out += [f"  blocking    {wish_line(w)}" for w in why.get("blocking", [])]
    out += [f"  unchecked   {words}" for words in why.get("unchecked", [])]
    return out
