"""A page is read and acted on when it is at rest: loaded, and no answer of it under way.

Playwright waits for what `expect` states, but reads a text, counts rows and presses a key at
once. On a busy machine that is before the answer to the last click, so here each of these waits.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from playwright.sync_api import Keyboard, Locator, Page, expect

ASKED = ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added"
READ = ("all", "all_inner_texts", "all_text_contents", "bounding_box", "count", "evaluate",
        "get_attribute", "inner_text", "input_value", "is_visible")  # fmt: skip
DONE = ("check", "click", "drag_to", "fill", "focus", "press", "press_sequentially",
        "select_option", "set_input_files")  # fmt: skip


def rest(page: Page) -> None:
    """Wait until the page is loaded and has taken in every answer it asked for."""
    page.wait_for_load_state()
    expect(page.locator(ASKED)).to_have_count(0)


def _rested(act: Callable[..., Any]) -> Callable[..., Any]:
    """Return the same act of a locator, done once its page is at rest."""

    @wraps(act)
    def acted(locator: Locator, *given: Any, **named: Any) -> Any:
        rest(locator.page)
        return act(locator, *given, **named)

    return acted


def _keyboard(page: Page) -> Keyboard:
    """Return the keyboard of a page that is at rest and hears keys."""
    rest(page)
    return _KEYS(page)


def wait_for_rest() -> None:
    """Let every page of this process be read and acted on at rest from now on."""
    for name in READ + DONE:
        setattr(Locator, name, _rested(getattr(Locator, name)))
    Page.keyboard = property(_keyboard)  # type: ignore[assignment]


_KEYS: Callable[[Page], Keyboard] = Page.keyboard.fget  # type: ignore[attr-defined]
