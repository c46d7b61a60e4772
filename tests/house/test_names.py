"""Names say what a thing is for, and each room's door carries one sentence."""

import ast
import tomllib

import pytest
from house.repository import ROOT, SOURCE, modules, rooms, shown, told

SAY_NOTHING = {
    "utils", "util", "helpers", "helper", "common", "manager", "managers", "service", "services",
    "misc", "base", "core",
}  # fmt: skip
NAMED_BY_OTHERS = {"src/zhike/records/sqlite_turns/base.py"}  # Django looks for a backend by it
DOORS_PEOPLE_IMPORT = {"book"}  # `import zhike.book as zk`: its names stand in its __init__


def test_no_module_has_a_name_that_says_nothing():
    empty = {shown(path) for path in modules() if path.stem in SAY_NOTHING}
    assert empty == NAMED_BY_OTHERS
    assert not [room for room in rooms() if room in SAY_NOTHING]


def test_every_room_is_declared_and_every_declared_room_exists():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    declared = [room.strip() for layer in layers for room in layer.split("|")]
    assert sorted(declared) == rooms()


@pytest.mark.parametrize("room", rooms())
def test_a_room_carries_one_sentence_and_nothing_else(room):
    door = SOURCE / room / "__init__.py"
    body = ast.parse(door.read_text(encoding="utf-8")).body
    assert told(door), f"{shown(door)} has no sign"
    if room not in DOORS_PEOPLE_IMPORT:
        assert len(body) == 1, f"{shown(door)} holds more than its sentence"


def test_every_module_says_what_it_is_for():
    silent = [shown(path) for path in modules() if not told(path)]
    assert not silent
