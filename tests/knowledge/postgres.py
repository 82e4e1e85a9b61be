"""A PostgreSQL server of one's own for tests, in a temporary folder, on a free loopback port, as a plain user."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def binaries() -> Path | None:
    """Find the folder with initdb and postgres, None where no server is installed."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        folders.append(Path(on_path).parent)
    return next((f for f in folders if (f / "initdb").exists() and (f / "postgres").exists()), None)


def _user() -> str | None:
    """The server refuses to run as root; then some other user must run it."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    raise RuntimeError("running as root and there is no user postgres or nobody")


@contextmanager
def server() -> Iterator[str]:
    """Run a server and yield the URL of an empty database; stop it and remove its files afterwards."""
    folder_of_binaries = binaries()
    assert folder_of_binaries is not None
    user = _user()
    with tempfile.TemporaryDirectory(prefix="pg-") as temporary:
        base = Path(temporary)
        if user is not None:
            shutil.chown(base, user)
        data = base / "data"

        def run(*command: str) -> None:
            subprocess.run(command, check=True, user=user, cwd=base, env={"LC_ALL": "C.UTF-8"}, capture_output=True)

        run(str(folder_of_binaries / "initdb"), "-D", str(data), "-U", "daogou", "-A", "trust", "-E", "UTF8", "-N")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={base} -c fsync=off"
        control = str(folder_of_binaries / "pg_ctl")
        run(control, "-D", str(data), "-o", options, "-l", str(base / "log"), "-w", "start")
        try:
            yield f"postgresql://daogou@127.0.0.1:{port}/postgres"
        finally:
            run(control, "-D", str(data), "-m", "immediate", "-w", "stop")
