"""Settings: defaults, the environment, and mistakes that name the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from knowledge.errors import SettingsError
from knowledge.settings import Settings, check_keys, load


@pytest.fixture(autouse=True)
def no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for key in list(Settings.model_fields):
        monkeypatch.delenv(f"DAOGOU_{key.upper()}", raising=False)


def test_the_default_record_is_sqlite_in_the_data_folder(tmp_path: Path) -> None:
    settings = load(data=tmp_path)
    assert settings.sql_url == f"sqlite:///{tmp_path}/daogou.sqlite"
    assert settings.lexicons == tmp_path / "lexicon"
    assert load().data.name == "var"


def test_the_environment_and_the_file_are_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DAOGOU_DATABASE_URL=postgresql://h/a\nDAOGOU_ABOUT_WIDTH=0.2\nOTHER=1\n")
    monkeypatch.setenv("DAOGOU_DATABASE_URL", "postgresql://h/b")
    settings = load()
    assert (settings.sql_url, settings.about_width) == ("postgresql://h/b", 0.2)


def test_settings_are_frozen() -> None:
    settings = load()
    with pytest.raises(ValidationError):
        settings.database_url = "x"  # type: ignore[misc]


def test_a_misspelt_key_names_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError, match=r"DAOGOU_DATABSE_URL.*did you mean .*DAOGOU_DATABASE_URL"):
        check_keys({"DAOGOU_DATABSE_URL": "x"})
    with pytest.raises(SettingsError, match="did you mean data"):
        load(daata="x")
    monkeypatch.setenv("DAOGOU_CHROMAURL", "x")
    with pytest.raises(SettingsError, match="DAOGOU_CHROMA_URL"):
        load()


def test_keys_of_other_layers_are_known() -> None:
    check_keys({"DAOGOU_DEFAULT_SHOP": "sample", "PATH": "/bin"})


@pytest.mark.parametrize("value", ["2", "0", "wide"])
def test_a_value_out_of_range_is_told(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("DAOGOU_ABOUT_WIDTH", value)
    with pytest.raises(SettingsError, match="DAOGOU_ABOUT_WIDTH"):
        load()
