"""Starts and watches the processes of one house: Rasa, the action server, the gateway, Telegram where it has a token.

Owns: their command lines, ports, logs, restarts and end. Does not know: what they do. A child never outlives its
supervisor: the kernel kills it when the supervisor dies, however that happens (Linux' PR_SET_PDEATHSIG).
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bot.settings import CHECKOUT, PREFIX, Settings

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True)

#: Seconds before a dead process is started again, by how often it died within a minute.
BACK_OFF_S = (0.0, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0)
_CALM_S = 60.0
_STOP_WITHIN_S = 8.0

#: Only the channel gets to know it.
_TOKEN = "TELEGRAM_BOT_TOKEN"

NAMES = ("rasa", "actions", "gateway")


class StartError(Exception):
    """The house cannot start; the message says which process, why, and where to look."""


def free_port() -> int:
    """Return a port of loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Process:
    """One watched process. `ready_url` answers 200 once it can work."""

    name: str
    command: list[str]
    environment: dict[str, str]
    log: Path
    ready_url: str
    popen: subprocess.Popen[bytes] | None = None
    deaths: list[float] = field(default_factory=list)
    start_at: float = 0.0  # when it may be started again, by the monotonic clock

    def start(self) -> None:
        """Start it with its output appended to its log."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        parent = os.getpid()
        with self.log.open("ab") as out:
            self.popen = subprocess.Popen(
                self.command,
                cwd=CHECKOUT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C reaches the supervisor only, which stops all in order
                preexec_fn=lambda: _die_with_parent(parent),
            )

    def tail(self, n_lines: int = 3) -> str:
        """Return the last lines of its log in one line."""
        try:
            lines = self.log.read_text("utf-8", "replace").strip().splitlines()
        except OSError:
            return "no log"
        return " | ".join(line.strip()[:300] for line in lines[-n_lines:]) or "the log is empty"


def _die_with_parent(parent: int) -> None:
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before the call above
        os._exit(1)


class House:
    """The processes on ports of loopback, one data folder, one set of logs.

    Start and stop belong to one thread: PR_SET_PDEATHSIG counts the death of the *thread* that started a child.
    """

    def __init__(self, settings: Settings, variables: Mapping[str, str] | None = None) -> None:
        """`variables`: further environment variables of all processes, for settings of other layers."""
        rasa, actions = free_port(), free_port()
        self.settings = settings
        self.url = f"http://{settings.host}:{settings.port}"
        logs = settings.data / "logs"
        data = str(settings.data)
        environment = {
            **{key: value for key, value in os.environ.items() if key != _TOKEN},
            **(variables or {}),
            "DAOGOU_DATA": data,
            "DAOGOU_NLU_MODEL": settings.nlu_model,
            "PYTHONUNBUFFERED": "1",
            "PYTHONPATH": os.pathsep.join(filter(None, [str(CHECKOUT), os.environ.get("PYTHONPATH")])),
        }
        gateway = (
            environment
            | _explicit(settings)
            | {
                "DAOGOU_RASA_URL": f"http://127.0.0.1:{rasa}",
                "DAOGOU_ACTIONS_URL": f"http://127.0.0.1:{actions}",
            }
        )
        python = sys.executable
        action_timeout_s = max(1.0, settings.answer_within_s - 3)  # the gateway must still hear of it in time
        self.processes = {
            process.name: process
            for process in (
                Process(
                    "rasa",
                    [str(settings.rasa_python), "-m", "bot.policy.launch", "--port", str(rasa),
                     "--actions-url", f"http://127.0.0.1:{actions}/webhook", "--data", data,
                     "--action-timeout", f"{action_timeout_s:g}"],
                    environment, logs / "rasa.log", f"http://127.0.0.1:{rasa}/",
                ),
                Process(
                    "actions", [python, "-m", "actions.server", "--port", str(actions)],
                    environment, logs / "actions.log", f"http://127.0.0.1:{actions}/health",
                ),
                Process(
                    "gateway",
                    [python, "-m", "bot.gateway", "--host", settings.host, "--port", str(settings.port)],
                    gateway, logs / "gateway.log", f"http://{_reachable(settings.host)}:{settings.port}/metrics",
                ),
            )
        }  # fmt: skip
        if settings.telegram_bot_token:
            token = settings.telegram_bot_token.get_secret_value()
            port = settings.telegram_port if settings.telegram_webhook_url else free_port()
            self.processes["telegram"] = Process(
                "telegram", [python, "-m", "bot.channels.telegram", "--port", str(port)],
                environment | _explicit(settings) | {"PORT": str(settings.port), _TOKEN: token},
                logs / "telegram.log", f"http://{_reachable(settings.telegram_host)}:{port}/healthz",
            )  # fmt: skip
        self._stopping = threading.Event()

    def start(self, say: Callable[[str], None] = lambda _: None) -> None:
        """Start all at once and return when all are ready. Raises StartError, with nothing left running.

        `say` is told which are still awaited, whenever that changes.
        """
        if not self.settings.rasa_python.exists():
            raise StartError(
                f"Rasa's Python is not at {self.settings.rasa_python}: run `make setup`, or set DAOGOU_RASA_PYTHON"
            )
        _check_free(self.settings)
        try:
            for process in self.processes.values():
                process.start()
            self._await_ready(say)
        except BaseException:
            self.stop()
            raise

    def _await_ready(self, say: Callable[[str], None]) -> None:
        awaited = list(self.processes.values())
        deadline = time.monotonic() + self.settings.start_within_s
        told = ", ".join(self.processes)
        say(told)
        with httpx.Client(trust_env=False, timeout=2) as http:
            while awaited:
                for process in list(awaited):
                    assert process.popen is not None
                    if process.popen.poll() is not None:
                        raise StartError(f"{process.name} ended: {process.tail()} (log: {process.log})")
                    if _answers(http, process.ready_url):
                        awaited.remove(process)
                waiting = ", ".join(process.name for process in awaited)
                if waiting and waiting != told:
                    told = waiting
                    say(waiting)
                if time.monotonic() > deadline:
                    raise StartError(
                        f"{waiting} not ready within {self.settings.start_within_s:g} s; see {awaited[0].log}"
                    )
                if awaited and self._stopping.wait(0.1):
                    raise KeyboardInterrupt

    def watch(self) -> None:
        """Start again what dies, until `ask_to_stop` is called."""
        while not self._stopping.wait(0.1):
            self.tend()

    def tend(self) -> None:
        """Look once after all processes: note deaths, start again what has waited long enough."""
        now = time.monotonic()
        for process in self.processes.values():
            if process.popen is not None and process.popen.poll() is not None:
                process.deaths = [at for at in process.deaths if now - at < _CALM_S] + [now]
                process.start_at = now + BACK_OFF_S[min(len(process.deaths) - 1, len(BACK_OFF_S) - 1)]
                print(f"{process.name} ended with {process.popen.returncode}; starting it again", file=sys.stderr)
                process.popen = None
            if process.popen is None and now >= process.start_at:
                process.start()

    def ask_to_stop(self) -> None:
        """Make `watch` and `start` return soon; may be called from a signal handler."""
        self._stopping.set()

    def stop(self) -> None:
        """Stop all: the gateway first, so that nothing new comes in; kill what does not end in time."""
        self._stopping.set()
        running = [p.popen for p in reversed(self.processes.values()) if p.popen is not None and p.popen.poll() is None]
        for popen in running:
            popen.terminate()
        deadline = time.monotonic() + _STOP_WITHIN_S
        for popen in running:
            try:
                popen.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                popen.kill()
                popen.wait()

    def pids(self) -> dict[str, int]:
        """Return the process id of each running process by name."""
        return {name: p.popen.pid for name, p in self.processes.items() if p.popen is not None}


def _explicit(settings: Settings) -> dict[str, str]:
    """Return as variables what was set on purpose, so that the gateway's process has the same settings as this one."""
    plain = {name: getattr(settings, name) for name in settings.model_fields_set}
    return {
        PREFIX + n.upper(): str(v) for n, v in plain.items() if n != "port" and isinstance(v, (str, int, float, Path))
    }


def _reachable(host: str) -> str:
    return "127.0.0.1" if host in ("0.0.0.0", "::") else host


def _answers(http: httpx.Client, url: str) -> bool:
    try:
        return http.get(url).status_code == 200
    except httpx.HTTPError:
        return False


def _check_free(settings: Settings) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise StartError(
                f"port {settings.port} on {settings.host} cannot be used ({error.strerror}); choose another with PORT=…"
            ) from error
