"""Starts Rasa: `python -m bot.policy.launch --port N --actions-url U --data DIR`.

Owns: the command line of the Rasa process, its checks before anything slow is imported, its exit codes. Does not know:
the other processes; `daogou up` starts this one. Rasa listens on 127.0.0.1 only, whatever is asked (design decision 3).
"""

from __future__ import annotations

import argparse
import os
import socket
import sys
import tarfile
from pathlib import Path

from bot.policy.quiet import LEVELS, set_up
from bot.policy.spared import spare


class CannotStart(Exception):
    """The process cannot start; the message says why and what to do."""


def options() -> argparse.ArgumentParser:
    """Return the command line. Secrets may come from the environment, so that they stand in no process list."""
    parser = argparse.ArgumentParser(prog="python -m bot.policy.launch", description="Start Rasa on loopback.")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--actions-url", required=True, help="webhook of the action server, http://host:port/webhook")
    parser.add_argument("--data", type=Path, required=True, help="folder of lexicons and of the SQLite tracker")
    parser.add_argument("--model", type=Path, help="model archive; default: DATA/rasa/daogou.tar.gz")
    parser.add_argument(
        "--database-url",
        default=os.environ.get("DAOGOU_DATABASE_URL", ""),
        help="SQLAlchemy URL of a PostgreSQL database for trackers (DAOGOU_DATABASE_URL); default: SQLite in DATA",
    )
    parser.add_argument(
        "--redis-url",
        default=os.environ.get("DAOGOU_REDIS_URL", ""),
        help="redis://host:6379/1 for locks, needed with several replicas (DAOGOU_REDIS_URL); default: in memory",
    )
    parser.add_argument(
        "--broker-url",
        default=os.environ.get("DAOGOU_BROKER_URL", ""),
        help="amqp://user:password@host of a RabbitMQ that gets all events (DAOGOU_BROKER_URL); default: none",
    )
    parser.add_argument("--action-timeout", type=float, default=15.0, help="seconds that an action may take")
    parser.add_argument("--log-level", choices=LEVELS, default=os.environ.get("DAOGOU_LOG_LEVEL", "info"))
    return parser


def check(given: argparse.Namespace, model: Path) -> None:
    """Raise CannotStart where the model is missing or broken, the port taken or the data folder not writable."""
    if not model.is_file():
        raise CannotStart(f"no model at {model}: train one with `python -m bot.policy.train --out {model.parent}`")
    if not tarfile.is_tarfile(model):
        raise CannotStart(f"{model} is no model archive: train it again with `python -m bot.policy.train --force`")
    try:
        given.data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotStart(f"cannot make the data folder {given.data}: {error.strerror}") from error
    if not os.access(given.data, os.W_OK):
        raise CannotStart(f"the data folder {given.data} cannot be written: choose another with --data")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", given.port))
        except (OSError, OverflowError) as error:
            raise CannotStart(f"port {given.port} is taken or not allowed: choose another with --port") from error


def main(arguments: list[str] | None = None) -> int:
    """Serve until stopped; return 0, or 1 with one line on standard error."""
    given = options().parse_args(arguments)
    model = given.model or given.data / "rasa" / "daogou.tar.gz"
    try:
        check(given, model)
    except CannotStart as error:
        print(f"bot.policy.launch: {error}", file=sys.stderr)
        return 1
    os.environ["DAOGOU_DATA"] = str(given.data.absolute())  # nlu.components.understanding reads the lexicons there
    spare()
    set_up(given.log_level)

    from bot.policy.server import LOOPBACK, ServerSettings, create_app

    database_url = given.database_url
    settings = ServerSettings(
        model=model,
        data=given.data,
        actions_url=given.actions_url,
        port=given.port,
        # A record in SQLite is a file of its own, so that writing trackers and writing goods never wait for each other.
        database_url="" if database_url.startswith("sqlite") else database_url,
        redis_url=given.redis_url,
        broker_url=given.broker_url,
        timeout_s=given.action_timeout,
    )
    try:
        create_app(settings).run(host=LOOPBACK, port=given.port, access_log=False, motd=False)
    except Exception as error:  # a door: the supervisor shows this line
        cause = error.__cause__ or error
        print(f"bot.policy.launch: {type(cause).__name__}: {str(cause)[:500]}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
