"""The supervisor, with small processes in place of the real ones (these: tests/bot/test_house.py)."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from bot import processes
from bot.preparing import prepare
from bot.processes import House, Process, StartError, free_port
from bot.settings import CHECKOUT, load

SERVER = """
import http.server, sys
class Ready(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers()
    def log_message(self, *_): pass
print("serving", flush=True)
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Ready).serve_forever()
"""


def small(name: str, data: Path, code: str = SERVER) -> Process:
    port = free_port()
    command = [sys.executable, "-c", code, str(port)]
    return Process(name, command, dict(os.environ), data / "logs" / f"{name}.log", f"http://127.0.0.1:{port}/")


@pytest.fixture
def house(tmp_path):
    house = House(load(data=tmp_path, port=free_port(), rasa_python=sys.executable, start_within_s=20))
    house.processes = {name: small(name, tmp_path) for name in ("rasa", "gateway")}
    yield house
    house.stop()


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def await_true(claim, within_s: float = 10.0) -> None:
    deadline = time.monotonic() + within_s
    while not claim():
        assert time.monotonic() < deadline, "it did not come true"
        time.sleep(0.02)


def test_the_real_commands_are_of_the_real_modules(tmp_path):
    house = House(load(data=tmp_path, port=free_port(), answer_within_s=20))
    rasa, actions, gateway = (house.processes[name] for name in processes.NAMES)
    assert rasa.command[1:3] == ["-m", "bot.policy.launch"]
    assert actions.command[1:3] == ["-m", "actions.server"]
    assert gateway.command[1:3] == ["-m", "bot.gateway"]
    for process in (rasa, actions, gateway):
        assert CHECKOUT.joinpath(*process.command[2].split(".")).with_suffix(".py").is_file() or (
            CHECKOUT.joinpath(*process.command[2].split("."), "__main__.py").is_file()
        )
        assert process.environment["DAOGOU_DATA"] == str(tmp_path)
    assert gateway.environment["DAOGOU_ANSWER_WITHIN_S"] == "20.0"
    assert gateway.environment["DAOGOU_RASA_URL"] in rasa.ready_url


def test_start_waits_until_all_are_ready_and_tells_what_it_waits_for(house):
    told: list[str] = []
    house.start(told.append)
    assert told[0] == "rasa, gateway"
    assert set(house.pids()) == {"rasa", "gateway"}
    assert all(alive(pid) for pid in house.pids().values())
    assert "serving" in (house.settings.data / "logs" / "rasa.log").read_text()


def test_stop_leaves_nobody_behind_even_one_that_does_not_want_to(house, monkeypatch):
    monkeypatch.setattr(processes, "_STOP_WITHIN_S", 0.5)
    stubborn = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + SERVER
    house.processes["gateway"] = small("gateway", house.settings.data, stubborn)
    house.start()
    pids = house.pids()
    house.stop()
    assert not any(alive(pid) for pid in pids.values())


def test_what_dies_is_started_again_with_growing_pauses(house, monkeypatch):
    monkeypatch.setattr(processes, "BACK_OFF_S", (0.0, 0.6, 1.2))
    house.start()
    for pause in (0.0, 0.6):
        pid = house.pids()["rasa"]
        os.kill(pid, signal.SIGKILL)
        await_true(lambda pid=pid: not alive(pid))
        died = time.monotonic()
        while house.pids().get("rasa") in (pid, None):
            house.tend()
            time.sleep(0.02)
        assert pause <= time.monotonic() - died < pause + 0.5
    assert alive(house.pids()["gateway"])


def test_a_process_that_cannot_start_is_named_with_its_reason(house):
    house.processes["rasa"] = small("rasa", house.settings.data, "raise SystemExit('no model: train one')")
    with pytest.raises(StartError, match=r"rasa ended: .*no model: train one"):
        house.start()
    assert not any(alive(p.popen.pid) for p in house.processes.values())


def test_a_process_that_is_never_ready_is_named(house):
    house.settings = load(
        data=house.settings.data, port=house.settings.port, rasa_python=sys.executable, start_within_s=1
    )
    house.processes["gateway"] = small("gateway", house.settings.data, "import time; time.sleep(60)")
    with pytest.raises(StartError, match="gateway not ready within 1 s"):
        house.start()


def test_a_taken_port_is_said_before_anything_starts(house):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", house.settings.port))
        taken.listen()
        with pytest.raises(StartError, match=r"port \d+ .* PORT="):
            house.start()
    assert house.pids() == {}


def test_a_missing_rasa_environment_is_said_with_the_remedy(tmp_path):
    settings = load(data=tmp_path, rasa_python=tmp_path / "none")
    with pytest.raises(StartError, match="make setup"):
        prepare(settings, lambda _: None)


def test_children_die_with_a_supervisor_that_is_killed(tmp_path):
    script = textwrap.dedent(f"""
        import sys; sys.path.insert(0, {str(CHECKOUT)!r})
        import time
        from pathlib import Path
        from bot.processes import House, free_port
        from bot.settings import load
        from tests.bot.test_processes import small
        data = Path({str(tmp_path)!r})
        house = House(load(data=data, port=free_port(), rasa_python=sys.executable))
        house.processes = {{name: small(name, data) for name in ("rasa", "gateway")}}
        house.start()
        print(*house.pids().values(), flush=True)
        time.sleep(60)
    """)
    supervisor = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert supervisor.stdout
    pids = [int(pid) for pid in supervisor.stdout.readline().split()]
    assert len(pids) == 2
    assert all(alive(pid) for pid in pids)
    supervisor.kill()
    supervisor.wait()
    await_true(lambda: not any(alive(pid) for pid in pids))
