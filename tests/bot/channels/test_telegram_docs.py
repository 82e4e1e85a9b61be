"""docs/telegram.md names every setting and command that there is, and no other."""

from __future__ import annotations

import re

from bot.channels.telegram.words import _WORDS, COMMANDS
from bot.settings import CHECKOUT, Settings

TEXT = (CHECKOUT / "docs" / "telegram.md").read_text("utf-8")


def test_every_setting_is_described_with_its_default():
    rows = dict(re.findall(r"^\| `(\w+)` \| ([^|]+) \|", TEXT, re.MULTILINE))
    ours = {name for name in Settings.model_fields if name.startswith("telegram_")}
    assert len(ours) >= 8
    for name in ours - {"telegram_bot_token"}:
        default = Settings.model_fields[name].default
        described = rows[f"DAOGOU_{name.upper()}"]
        assert default in ("", None) or f"`{default}`".replace(".0`", "`") in described, name
    known = {f"DAOGOU_{name.upper()}" for name in Settings.model_fields}
    assert {row for row in rows if row.startswith("DAOGOU_")} <= known


def test_every_command_is_described():
    for locale in ("zh", "en"):
        for command in COMMANDS[locale]:
            assert f"/{command}" in TEXT


def test_both_languages_say_the_same_things():
    assert set(_WORDS["zh"]) == set(_WORDS["en"])
    assert set(COMMANDS["zh"]) == set(COMMANDS["en"])
    for key, said in _WORDS["zh"].items():
        assert sorted(re.findall(r"{\w+}", said)) == sorted(re.findall(r"{\w+}", _WORDS["en"][key])), key
