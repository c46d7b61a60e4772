"""`zhike serve` as people start it: two page processes, one login, and a clean end each time."""

import http.cookiejar
import os
import re
import signal
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from browser.serving import answers, descendants, free_port, is_running, stop
from journeys.homes import House
from journeys.ready import ready_house
from kept_tables import EMBEDDED, lay_tables

END_S = 20
START_S = 120


@contextmanager
def served(house: House, port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """Serve a home with two page processes in a process group of its own."""
    command = [sys.executable, "-m", "zhike.cli", "serve", "--workers", "2", "--port", str(port)]
    with (house.path / "serve.log").open("wb") as log:
        server = subprocess.Popen(
            command, env=house.environment, stdout=log, stderr=log, start_new_session=True
        )
    try:
        until = time.monotonic() + START_S
        while not answers(f"http://127.0.0.1:{port}/login/"):
            assert server.poll() is None, said(house)
            assert time.monotonic() < until, said(house)
            time.sleep(0.1)
        yield server
    finally:
        for pid in [*descendants(server.pid), server.pid]:
            stop(pid)
        server.wait()


def said(house: House) -> str:
    """Return what the server printed."""
    return (house.path / "serve.log").read_text(encoding="utf-8")


def logged_in(port: int, password: str) -> urllib.request.OpenerDirector:
    """Log in as the administrator; returns a browser without keep-alive."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = browser.open(f"http://127.0.0.1:{port}/login/", timeout=30).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    form = {"username": "admin", "password": password, "csrfmiddlewaretoken": token[1]}
    body = urllib.parse.urlencode(form).encode()
    browser.open(f"http://127.0.0.1:{port}/login/", body, timeout=30).read()
    return browser


def page_processes(server: int) -> list[int]:
    """Return the processes that answer pages: the server's children but the job worker."""
    found = []
    for pid in descendants(server):
        told = subprocess.run(["ps", "-o", "args=", "-p", str(pid)], capture_output=True, text=True)
        if "zhike.cli.serving" in told.stdout:
            found.append(pid)
    return found


@pytest.fixture
def house(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> House:
    """Return a home with the tables, where nobody has an account yet."""
    (tmp_path / "home").mkdir()
    lay_tables(tmp_path_factory, tmp_path / "home" / EMBEDDED)
    return House(tmp_path / "home")


@pytest.fixture
def begun(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> House:
    """Return an empty home that was started before."""
    return ready_house(tmp_path_factory, tmp_path / "home")


def test_two_processes_share_a_login_and_end_clean_both_ways(house: House) -> None:
    port, password = free_port(), ""
    for ended_by in ("ctrl-c", "terminate"):
        with served(house, port) as server:
            if not password:
                password = re.findall(r"密码 (\S+?)（", said(house))[0]
            browser = logged_in(port, password)
            for _ in range(12):  # a connection each, so that both processes are asked
                answer = browser.open(f"http://127.0.0.1:{port}/customers/", timeout=30)
                assert answer.url.endswith("/customers/")  # not sent back to the login
            started = descendants(server.pid)
            assert len(page_processes(server.pid)) == 2
            end(server, ended_by)
            left = [pid for pid in started if is_running(pid)]
            assert server.returncode == 0, said(house)
            assert not left, f"still running: {left}"


def end(server: "subprocess.Popen[bytes]", by: str) -> None:
    """Press Ctrl-C, which reaches the whole group, or ask the server alone to stop."""
    if by == "ctrl-c":
        os.killpg(server.pid, signal.SIGINT)
    else:
        server.send_signal(signal.SIGTERM)
    server.wait(END_S)


def test_a_page_process_that_dies_is_replaced_and_all_end_with_a_killed_server(
    begun: House,
) -> None:
    port = free_port()
    with served(begun, port) as server:
        before = page_processes(server.pid)
        os.kill(before[0], signal.SIGKILL)
        until = time.monotonic() + START_S
        while len(set(page_processes(server.pid)) - {before[0]}) < 2:
            assert time.monotonic() < until, said(begun)
            time.sleep(0.2)
        while not answers(f"http://127.0.0.1:{port}/login/"):  # the new one may still be loading
            assert server.poll() is None, said(begun)
            assert time.monotonic() < until, said(begun)
        started = descendants(server.pid)
        assert len(started) >= len(page_processes(server.pid)) + 1
        server.kill()
        while any(is_running(pid) for pid in started):
            assert time.monotonic() < until
            time.sleep(0.2)
