"""`daogou agent`: who may sit at the desk. Owns: the command. Passwords are asked for or made up, never arguments."""

from __future__ import annotations

import sys
import time

import click

from bot.handoff import passwords
from bot.security.guessable import why_guessable
from bot.settings import SettingsError, load
from bot.store import migrate, open_engine
from bot.store.agents import ROLES, Agents, NameTaken


@click.group()
def agent() -> None:
    """Add, list and remove the people who take over chats at /desk."""


@agent.command()
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), default="agent", show_default=True)
@click.option("--generate", is_flag=True, help="Make up a password and print it instead of asking for one.")
def add(name: str, role: str, generate: bool) -> None:
    """Add an agent."""
    agents = _agents()
    password = _password(generate, name)
    try:
        agents.add(_name(name), passwords.hashed(password), role, time.time())
    except NameTaken as error:
        _fail(str(error))
    click.echo(f"{role} {name} may log in at /desk" + (f" with the password {password}" if generate else ""))


@agent.command()
@click.argument("name")
@click.option("--generate", is_flag=True, help="Make up a password and print it instead of asking for one.")
def password(name: str, generate: bool) -> None:
    """Set a new password and end all logins of an agent."""
    agents = _agents()
    if agents.password_of(name) is None:
        _fail(f"there is no agent {name!r}")
    new = _password(generate, name)
    agents.reset(name, passwords.hashed(new), time.time())
    click.echo(f"the password of {name} is changed" + (f" to {new}" if generate else ""))


@agent.command("list")
def list_() -> None:
    """List the agents."""
    for known in _agents().all(time.time() - 30):
        state = "online" if known["online"] and known["available"] else "-"
        click.echo(f"{known['name']}\t{known['role']}\t{state}")


@agent.command()
@click.argument("name")
def remove(name: str) -> None:
    """Remove an agent; their chats go back to the queue."""
    if not _agents().remove(name, time.time()):
        _fail(f"there is no agent {name!r}")


def _agents() -> Agents:
    try:
        settings = load()
    except SettingsError as error:
        _fail(str(error))
    engine = open_engine(settings.store_url)
    migrate(engine)
    return Agents(engine)


def _name(name: str) -> str:
    if not name.strip() or name != name.strip() or len(name) > 30 or not name.isprintable():
        raise click.UsageError("a name has 1 to 30 printable characters; shoppers see it")
    return name


def _password(generate: bool, name: str) -> str:
    if generate:
        return passwords.generated()
    given = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    if not passwords.MIN_CHARACTERS <= len(given) <= passwords.MAX_CHARACTERS:
        raise click.UsageError(f"a password has {passwords.MIN_CHARACTERS} to {passwords.MAX_CHARACTERS} characters")
    if reason := why_guessable(given, name):
        raise click.UsageError(f"choose another password: {reason}")
    return given


def _fail(reason: str) -> None:
    click.echo(f"daogou agent: {reason}", err=True)
    sys.exit(1)
