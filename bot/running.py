"""Runs one house in the foreground for `daogou up`. Owns: what is printed, signals, exit codes."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import httpx
from rich.console import Console

from bot.preparing import prepare
from bot.processes import House, StartError
from bot.settings import Settings, SettingsError, load


def settings_of(shop: str | None, port: int | None) -> Settings:
    """Read the settings; what the command line says wins."""
    given = {"default_shop": shop, "port": port}
    return load(**{key: value for key, value in given.items() if value is not None})


def run(shop: str | None, port: int | None) -> int:
    """Start a house, print one line when it is ready, stop it on Ctrl-C or SIGTERM. Return the exit code."""
    started = time.monotonic()
    try:
        settings = settings_of(shop, port)
        house = House(settings)
        _on_signals(house.ask_to_stop)
        with progress() as say:
            prepare(settings, say)
            house.start(lambda waiting: say(f"waiting for {waiting}"))
        _check_shop(house, shop)
    except (StartError, SettingsError) as error:
        print(f"daogou up: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    try:
        seconds = time.monotonic() - started
        print(f"Daogou is ready: {house.url} (started in {seconds:.0f} s; Ctrl-C stops it)", flush=True)
        house.watch()
    except KeyboardInterrupt:
        pass
    finally:
        house.stop()
    return 0


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Show a line that says what is going on: moving on a terminal, plain lines elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda text: print(f"daogou: {text} …", file=sys.stderr, flush=True) if text else None
        return
    with console.status("starting …") as status:
        yield lambda text: status.update(f"{text} …") if text else None


def _check_shop(house: House, shop: str | None) -> None:
    if shop is None:
        return
    try:
        shops = [s["name"] for s in httpx.get(f"{house.url}/api/shops", trust_env=False).json()["shops"]]
    except (httpx.HTTPError, KeyError, ValueError) as error:
        house.stop()
        raise StartError(f"the shops cannot be listed: {error}") from error
    if shop not in shops:
        house.stop()
        raise StartError(f"there is no shop {shop!r}; there are {', '.join(sorted(shops))}. Load one: daogou import")


def _on_signals(stop: Callable[[], None]) -> None:
    def handle(_number: int, _frame: FrameType | None) -> None:
        stop()

    signal.signal(signal.SIGTERM, handle)
    signal.signal(signal.SIGINT, handle)
