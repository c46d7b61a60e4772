"""Templates keep to the strict content policy, and name only what is there."""

import json
import re

import pytest
from house.repository import ROOT, SOURCE

TEMPLATES = sorted((SOURCE / "web" / "templates").rglob("*.html"))
FORBIDDEN = {
    "an inline script": r"<script(?![^>]*\bsrc=)",
    "an inline style sheet": r"<style\b",
    "an inline handler": r"<[^>]*\son[a-z]+\s*=",
    "an hx-on handler": r"\bhx-on\b",
    "somebody else's server": r"(?:src|href)=[\"'](?:https?:)?//",
}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_holds_nothing_the_policy_forbids(template):
    text = template.read_text(encoding="utf-8")
    assert not [what for what, pattern in FORBIDDEN.items() if re.search(pattern, text)]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_icons_and_pieces_exist(template):
    text = template.read_text(encoding="utf-8")
    icons = set(json.loads((ROOT / "assets.json").read_text(encoding="utf-8"))["icons"])
    assert set(re.findall(r'{% icon "([^"]+)"', text)) <= icons
    for name in re.findall(r'{% (?:include|extends) "([^"]+)"', text):
        assert (SOURCE / "web" / "templates" / name).exists(), name


def test_the_patterns_would_find_a_handler():
    assert re.search(FORBIDDEN["an inline handler"], '<a href="#" onclick="go()">')
    assert re.search(FORBIDDEN["an inline script"], "<script>go()</script>")
    assert not re.search(FORBIDDEN["an inline script"], '<script src="a.js" defer></script>')
