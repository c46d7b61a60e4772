"""The sample company served as people start it, and ended as people end it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass

from journeys.homes import House

END_S = 10


@dataclass(frozen=True)
class Server:
    """`zhike demo --serve` under way, in a process group of its own."""

    process: subprocess.Popen[bytes]
    port: int

    @property
    def address(self) -> str:
        """Return where its pages are."""
        return f"http://127.0.0.1:{self.port}"


def start(house: House) -> Server:
    """Serve a home on a free port; returns once the login page answers."""
    port = free_port()
    command = [sys.executable, "-m", "zhike.cli", "demo", "--serve", "--port", str(port)]
    log = (house.path / "serve.log").open("wb")
    with log:
        process = subprocess.Popen(
            command, env=house.environment, stdout=log, stderr=log, start_new_session=True
        )
    server = Server(process, port)
    until = time.monotonic() + 60
    while not answers(f"{server.address}/login/"):
        said = (house.path / "serve.log").read_text(encoding="utf-8")
        assert process.poll() is None, said
        assert time.monotonic() < until, f"no answer within 60 s: {said}"
        time.sleep(0.1)
    return server


def end(server: Server) -> None:
    """Press Ctrl-C: it ends in time, well, and leaves no process behind."""
    started = descendants(server.process.pid)
    assert len(started) >= 2, f"a page process and a job worker were expected: {started}"
    os.killpg(server.process.pid, signal.SIGINT)
    try:
        code = server.process.wait(END_S)
    finally:
        left = [pid for pid in started if is_running(pid)]
        for pid in [*left, server.process.pid]:
            stop(pid)
    assert code == 0
    assert not left, f"still running after Ctrl-C: {left}"


def stop(pid: int) -> None:
    """Kill one process that this run started, if it is still there."""
    if is_running(pid):
        os.kill(pid, signal.SIGKILL)


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port


def answers(url: str) -> bool:
    """Say whether a page answers."""
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310 - our own server
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def descendants(parent: int) -> list[int]:
    """Return the processes below one, children of children included."""
    told = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True).stdout
    pairs = [(int(pid), int(above)) for pid, above in map(str.split, told.splitlines())]
    found, wave = [], [parent]
    while wave:
        wave = [pid for pid, above in pairs if above in wave]
        found += wave
    return found


def is_running(pid: int) -> bool:
    """Say whether a process is there and not only waiting to be forgotten."""
    told = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True)
    return bool(told.stdout.strip()) and not told.stdout.strip().startswith("Z")
