"""The files taken over from elsewhere are word for word what they were."""

import hashlib
from pathlib import Path

import pytest
from house.repository import ROOT

PINS = Path(__file__).with_name("pins.txt")
SHARED = ROOT.parent / "shared"


def pinned() -> list[tuple[str, str, str]]:
    """Return (sha256, file here, file there) of every pinned file."""
    lines = PINS.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split()) for line in lines if line and not line.startswith("#")]


def digest(path: Path) -> str:
    """Return a file's sha256."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(("wanted", "here", "there"), pinned())
def test_a_copied_file_is_unchanged(wanted, here, there):
    assert digest(ROOT / here) == wanted, f"{here} was changed; it is a copy and stays one"
    if (SHARED / there).exists():
        assert digest(SHARED / there) == wanted, f"{there} has a newer version; copy it and its pin"
