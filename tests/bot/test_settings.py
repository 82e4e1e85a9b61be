"""The bot's settings: sources, checks, errors that name the nearest key."""

from __future__ import annotations

import pytest

from bot.processes import House
from bot.settings import Settings, SettingsError, load


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch, tmp_path):
    import os

    for key in list(os.environ):
        if key.startswith("DAOGOU_") or key in ("PORT", "TELEGRAM_BOT_TOKEN"):
            monkeypatch.delenv(key)
    monkeypatch.chdir(tmp_path)


def test_defaults_need_nothing():
    settings = load()
    assert settings.port == 8000
    assert settings.host == "127.0.0.1"
    assert settings.store_url == f"sqlite:///{settings.data / 'conversations.db'}"
    assert settings.tracker_url == f"sqlite:///{settings.data / 'tracker.sqlite'}"


def test_environment_file_and_arguments_in_their_order(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text("DAOGOU_HEARTBEAT_S=3\nDAOGOU_HOST=10.0.0.1\nDAOGOU_DEFAULT_SHOP=file\n")
    monkeypatch.setenv("DAOGOU_HOST", "10.0.0.2")
    monkeypatch.setenv("DAOGOU_DEFAULT_SHOP", "environment")
    monkeypatch.setenv("PORT", "9000")
    settings = load(default_shop="argument")
    assert (settings.heartbeat_s, settings.host, settings.default_shop, settings.port) == (
        3,
        "10.0.0.2",
        "argument",
        9000,
    )


def test_a_database_server_keeps_all_conversations(monkeypatch):
    monkeypatch.setenv("DAOGOU_DATABASE_URL", "postgresql://u:p@db/daogou")
    settings = load()
    assert settings.store_url == settings.tracker_url == "postgresql://u:p@db/daogou"


@pytest.mark.parametrize(
    ("key", "near"), [("DAOGOU_HEARTBEAT", "DAOGOU_HEARTBEAT_S"), ("DAOGOU_RASA_URLS", "DAOGOU_RASA_URL")]
)
def test_an_unknown_variable_names_the_nearest(monkeypatch, key, near):
    monkeypatch.setenv(key, "1")
    with pytest.raises(SettingsError, match=near):
        load()


def test_an_unknown_key_of_the_file_is_refused(tmp_path):
    (tmp_path / ".env").write_text("DAOGOU_ANSWER_WITHIN=3\n")
    with pytest.raises(SettingsError, match="DAOGOU_ANSWER_WITHIN_S"):
        load()


def test_another_layers_variable_is_no_error(monkeypatch):
    monkeypatch.setenv("DAOGOU_CHROMA_URL", "http://chroma:8000")
    load()


def test_the_model_of_understanding_reaches_the_process_that_reads(monkeypatch, tmp_path):
    monkeypatch.setenv("DAOGOU_NLU_MODEL", str(tmp_path))
    house = House(load(data=tmp_path))
    assert house.processes["rasa"].environment["DAOGOU_NLU_MODEL"] == str(tmp_path)


@pytest.mark.parametrize(
    ("key", "value"),
    [("PORT", "x"), ("PORT", "70000"), ("DAOGOU_ANSWER_WITHIN_S", "0"), ("DAOGOU_PENDING_MESSAGES", "0")],
)
def test_a_value_out_of_range_is_refused_in_one_line(monkeypatch, key, value):
    monkeypatch.setenv(key, value)
    with pytest.raises(SettingsError) as raised:
        load()
    assert "\n" not in str(raised.value)


def test_settings_are_frozen_and_hide_secrets(monkeypatch):
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123:secret")
    settings = load()
    assert "123:secret" not in repr(settings)
    assert settings.telegram_bot_token.get_secret_value() == "123:secret"
    with pytest.raises(ValueError):
        settings.port = 1


def test_every_setting_is_known_to_the_group():
    from importlib.metadata import entry_points

    assert Settings in [point.load() for point in entry_points(group="daogou.settings")]
