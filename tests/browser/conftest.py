"""The sample company behind a running server, and a browser that people of it sit at."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from journeys.homes import House
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    StorageState,
    expect,
    sync_playwright,
)
from sample_home import sample_home

from browser import serving
from browser.at_rest import wait_for_rest
from browser.seen import WIDE

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
wait_for_rest()
expect.set_options(timeout=15_000)  # two cores may be shared with other tests
LATE_MS = int(os.environ.get("ZHIKE_TEST_LATE_MS", "0"))  # a test that races fails when asked late
NAMES = (
    *("chromium-headless-shell", "chrome-headless-shell"),  # a fifth of the work for each visitor
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"),
)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Return the browser of this machine."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("没有浏览器。请安装 Chromium（Debian/Ubuntu：sudo apt-get install chromium）")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="package")
def house(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> House:
    """Return a home that holds the sample company."""
    return sample_home(tmp_path_factory, tmp_path_factory.mktemp("sample") / "home")


@pytest.fixture(scope="package")
def address(house: House) -> Iterator[str]:
    """Return where the sample company is served; its server has to end well."""
    server = serving.start(house)
    yield server.address
    serving.end(server)


@pytest.fixture(scope="package")
def keys() -> dict[str, StorageState]:
    """Return the cookies of the roles that came in by their card before."""
    return {}


def far_away(page: Page) -> None:
    """Let every answer come late and every script run slowly, as on a busy machine."""
    wire = page.context.new_cdp_session(page)
    late = {"offline": False, "latency": LATE_MS, "downloadThroughput": -1, "uploadThroughput": -1}
    wire.send("Network.emulateNetworkConditions", late)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": 3})


class Visitors:
    """People who sit down at the browser, each at a fresh one; the first of a role by the card."""

    def __init__(self, browser: Browser, address: str, keys: dict[str, StorageState]) -> None:
        """Nobody is there yet, and nothing went wrong."""
        self.browser = browser
        self.address = address
        self.keys = keys
        self.contexts: list[BrowserContext] = []
        self.troubles: list[str] = []
        self.expected: list[str] = []

    def __call__(self, role: str, at: str, **options: Any) -> Page:
        """Return the page at an address, seen by somebody of a role."""
        if role not in self.keys:
            by_card = self.by_card(role)
            self.keys[role] = by_card.context.storage_state()
        page = self.open(storage_state=self.keys[role], **options)
        page.goto(at)
        return page

    def by_card(self, role: str) -> Page:
        """Enter by the first card of a role; returns where that leads: 今天."""
        page = self.open()
        page.goto("/login/")
        page.locator("button.role", has=page.get_by_text(role, exact=True)).first.click()
        expect(page.locator(".rail-name small")).to_have_text(role)
        return page

    def open(self, **options: Any) -> Page:
        """Return an empty page of a browser nobody used before."""
        context = self.browser.new_context(
            base_url=self.address, locale="zh-CN", **{"viewport": WIDE, **options}
        )
        context.set_default_timeout(15_000)
        context.on("console", lambda said: self.note(said.text) if said.type == "error" else None)
        context.on("weberror", lambda thrown: self.note(str(thrown.error)))
        self.contexts.append(context)
        page = context.new_page()
        if LATE_MS:
            far_away(page)
        return page

    def note(self, trouble: str) -> None:
        """Keep what the console complained of."""
        self.troubles.append(trouble)

    def expects(self, words: str) -> None:
        """Let the console say this: the test asks for a refusal."""
        self.expected.append(words)

    def leave(self) -> None:
        """Close every page; fails when a console complained of anything unexpected."""
        for context in self.contexts:
            context.close()
        known = tuple(self.expected)
        assert not [said for said in self.troubles if not any(words in said for words in known)]


@pytest.fixture
def enter(browser: Browser, address: str, keys: dict[str, StorageState]) -> Iterator[Visitors]:
    """Return how people enter; a complaint of the console fails the test."""
    visitors = Visitors(browser, address, keys)
    yield visitors
    visitors.leave()
