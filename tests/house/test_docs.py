"""What people read keeps up with what there is."""

import re

import pytest
from house.repository import ROOT, SOURCE, rooms

DOCS = ROOT / "docs"
PARTS = ("Context", "Decision", "Consequences", "Alternatives")
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))


def heads(name: str, mark: str) -> list[str]:
    """Return the heads of one depth in a page of the docs."""
    text = (DOCS / name).read_text(encoding="utf-8")
    return re.findall(rf"^{mark} (.+)$", text, re.MULTILINE)


def test_every_room_has_its_paragraph():
    assert sorted(heads("index.md", "##")) == rooms()


def test_every_command_is_documented_once():
    files = (SOURCE / "cli" / "commands").glob("[!_]*.py")
    commands = sorted(path.stem.removesuffix("_").replace("_", "-") for path in files)
    documented = [head.removeprefix("zhike ").split()[0] for head in heads("commands.md", "###")]
    assert sorted(documented) == commands


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_says_why(decision):
    text = decision.read_text(encoding="utf-8")
    assert re.match(rf"# {decision.stem[:4]} ", text)
    assert tuple(re.findall(r"^## (.+)$", text, re.MULTILINE)) == PARTS


def test_links_lead_somewhere():
    pages = [*DOCS.rglob("*.md"), ROOT / "README.md", ROOT / "README.zh-CN.md"]
    for page in pages:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} → {target}"
