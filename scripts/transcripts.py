"""Writes docs/transcripts: speaks the talks of talks.yml to a house and keeps what was answered, as Markdown.

Owns: the course of a scripted talk and how it is printed. Does not know: what a good answer is; a reader does.
`python scripts/transcripts.py --url http://127.0.0.1:8000` talks to a running house with the shops sample, litemall and
crosswoz.
"""

from __future__ import annotations

import argparse
import json
import secrets
from pathlib import Path
from typing import Any

import httpx
import yaml

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "transcripts"
SPEAKERS = {"zh": ("用户", "导购"), "en": ("Shopper", "Daogou")}
CURRENCY = {"CNY": "¥", "USD": "$", "EUR": "€"}


class Visit:
    """One session of a person; `visitor` stays the same over several visits."""

    def __init__(self, http: httpx.Client, shop: str, locale: str, visitor: str) -> None:
        body = {"shop": shop, "locale": locale, "visitor": visitor}
        opened = http.post("/api/sessions", json=body).raise_for_status().json()
        self._http, self._path = http, f"/api/sessions/{opened['session_id']}/messages"
        self._headers = {"Authorization": f"Bearer {opened['token']}"}

    def say(self, text: str, payload: str | None = None) -> list[dict[str, Any]]:
        """Say something; return the messages that answer it."""
        body = {"text": text, **({"payload": payload} if payload else {})}
        answer = self._http.post(self._path, json=body, headers=self._headers).raise_for_status()
        found: list[dict[str, Any]] = answer.json()["messages"]
        return found


def lines(message: dict[str, Any], speaker: str) -> list[str]:
    """Print a reply: words, cards, quick replies."""
    out = [f"**{speaker}** {message['text']}", ""]
    for card in message["items"]:
        sign = CURRENCY.get(card.get("currency") or "", "")
        price = f"{sign}{card['price']:,g}" if card.get("price") is not None else "–"
        out.append(f"> ▢ {card['title']} · {price} · {' · '.join(card.get('reasons') or [])}".rstrip(" ·"))
        out.append(">")
    if message["items"]:
        out[-1] = ""
    if message["quick_replies"]:
        out += [" ".join(f"〔{reply['title']}〕" for reply in message["quick_replies"]), ""]
    return out


def pressed(message: dict[str, Any], words: str) -> dict[str, Any]:
    """Return the quick reply whose title holds the words. Raises SystemExit naming those in view."""
    found = [reply for reply in message["quick_replies"] if words in reply["title"]]
    if not found:
        raise SystemExit(f"no quick reply with {words!r}, in view: {[r['title'] for r in message['quick_replies']]}")
    return found[0]


def talk(http: httpx.Client, head: dict[str, Any], turns: list[Any]) -> tuple[str, list[dict[str, Any]]]:
    """Speak one talk; return it as Markdown, and as the gateway's messages in order."""
    shopper, bot = SPEAKERS[head["locale"]]
    visitor = secrets.token_urlsafe(24)
    visit = Visit(http, head["shop"], head["locale"], visitor)
    out = [f"# {head['name'].replace('-', ' ')}", "", f"*{head['shop']}, {head['locale']}: {head['about']}.*", ""]
    view: list[dict[str, Any]] = []
    said: list[dict[str, Any]] = []
    for turn in turns:
        if isinstance(turn, dict) and turn.get("back"):
            visit = Visit(http, head["shop"], head["locale"], visitor)
            out += ["---", ""]
            continue
        payload = None
        if isinstance(turn, dict):
            reply = pressed(view[-1], turn["press"])
            turn, payload = reply["title"], reply["payload"]
        view = visit.say(str(turn), payload)
        said += [{"role": "user", "text": str(turn)}, *view]
        out += [f"**{shopper}** {turn}", ""]
        for message in view:
            out += lines(message, bot)
    return "\n".join(out).rstrip() + "\n", said


def main() -> None:
    """Speak every talk, or those named, and write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--out", type=Path, default=FOLDER)
    parser.add_argument(
        "--raw", type=Path, help="also write the messages, one talk a JSON line, as the judge reads them"
    )
    parser.add_argument("names", nargs="*", help="talks to speak; default: all")
    arguments = parser.parse_args()
    parts = yaml.safe_load((FOLDER / "talks.yml").read_text("utf-8"))
    arguments.out.mkdir(parents=True, exist_ok=True)
    raw: list[str] = []
    with httpx.Client(base_url=arguments.url, timeout=60, trust_env=False) as http:
        for head, body in zip(parts[::2], parts[1::2], strict=True):
            if not arguments.names or head["name"] in arguments.names:
                written, messages = talk(http, head, body["turns"])
                (arguments.out / f"{head['name']}.md").write_text(written, "utf-8")
                row = {"talk": head["name"], "shop": head["shop"], "locale": head["locale"], "messages": messages}
                raw.append(json.dumps(row, ensure_ascii=False) + "\n")
    if arguments.raw:
        arguments.raw.write_text("".join(raw), "utf-8")


if __name__ == "__main__":
    main()
