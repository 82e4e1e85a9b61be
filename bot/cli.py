"""The command `daogou`. Owns: how subcommands are found, exit codes, and the commands that run the house.

Does not know: the other subcommands. They are announced under the entry-point groups "daogou.commands" and
"daogou.tasks" and loaded when called; for the list of commands their first line is read from the source without
importing it, so that `daogou --help` is quick. Exit codes: 0 done, 1 the work failed (one line on standard error), 2
wrong usage.
"""

from __future__ import annotations

import ast
import importlib.util
import sys
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

import click


class Discovered(click.Group):
    """A group whose commands are entry points of `entry_group`, beside its own."""

    def __init__(self, *args: object, entry_group: str = "", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._entry_group = entry_group

    def _points(self) -> dict[str, EntryPoint]:
        return {point.name: point for point in entry_points(group=self._entry_group)}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted({*super().list_commands(ctx), *self._points()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command by name."""
        own = super().get_command(ctx, cmd_name)
        point = self._points().get(cmd_name)
        if own is not None or point is None:
            return own
        try:
            return point.load()
        except (ImportError, AttributeError) as error:
            raise click.ClickException(f"the command {cmd_name} ({point.value}) cannot be loaded: {error}") from error

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command to run; an unknown one names the nearest."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in self.list_commands(ctx):
            from difflib import get_close_matches

            near = get_close_matches(name, self.list_commands(ctx), n=3, cutoff=0.4) or self.list_commands(ctx)
            raise click.UsageError(
                f"there is no {ctx.info_name} {name}; the nearest are {', '.join(near) or 'none'}", ctx
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without loading those of other packages."""
        rows = []
        points = self._points()
        for name in self.list_commands(ctx):
            own = super().get_command(ctx, name)
            rows.append((name, own.get_short_help_str(90) if own else first_line(points[name])))
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows)


def first_line(point: EntryPoint) -> str:
    """Return the first docstring line of what the entry point names, read from its source; "" if there is none."""
    try:
        spec = importlib.util.find_spec(point.module)
        tree = ast.parse(Path(spec.origin).read_text("utf-8")) if spec and spec.origin else ast.Module([], [])
    except (ImportError, OSError, SyntaxError):
        return ""
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name == point.attr:
            return (ast.get_docstring(node) or "").split("\n")[0]
    return ""


@click.group(cls=Discovered, entry_group="daogou.commands", context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="daogou")
def main() -> None:
    """Daogou 导购: an open shopping guide that people talk to."""


@main.group(cls=Discovered, entry_group="daogou.tasks")
def evaluate() -> None:
    """Measure a task; each prints a table, --out writes JSON."""


@main.group(cls=Discovered, entry_group="daogou.trainers")
def train() -> None:
    """Train a model and write it with its card."""


@main.command()
@click.option("--shop", default=None, help="Shop that opens when a shopper names none.")
@click.option("--port", type=int, default=None, help="Port of the gateway; default: PORT, else 8000.")
def up(shop: str | None, port: int | None) -> None:
    """Start Rasa, the action server and the gateway; stop all on Ctrl-C."""
    from bot.running import run

    sys.exit(run(shop, port))


@main.command()
@click.option("--shop", default=None, help="Shop to talk to; default: the first.")
@click.option("--locale", type=click.Choice(["zh", "en"]), default=None, help="Language; default: the shop's.")
@click.option("--port", type=int, default=None, help="Port of the gateway; default: PORT, else 8000.")
def chat(shop: str | None, locale: str | None, port: int | None) -> None:
    """Talk in the terminal; starts the house if none is running."""
    from bot.terminal.chat import talk

    sys.exit(talk(shop, locale, port))


if __name__ == "__main__":
    main(prog_name="daogou")
