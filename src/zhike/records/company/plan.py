"""What is to stand in the demo's place, kept on disk until it does: a kill loses nothing."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from zhike.records.held_file import held_file
from zhike.records.home import Home

FILE, HOLD = "leaving.json", "leaving.hold"


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the own company; `password` is its hash."""

    username: str
    name: str
    role: str
    team: str
    password: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The own company: name, trade, teams and people."""

    company: str
    trade: str
    teams: tuple[str, ...]
    people: tuple[Person, ...]


def save_plan(home: Home, plan: Plan) -> None:
    """Keep the plan, readable by its owner only; from now on the demo is being left."""
    fresh = home.path / f"{FILE}.new"
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(asdict(plan), ensure_ascii=False), "utf-8")
    fresh.replace(home.path / FILE)


def read_plan(home: Home) -> Plan | None:
    """Return the plan, or None when the demo is not being left."""
    try:
        said = json.loads((home.path / FILE).read_text("utf-8"))
    except FileNotFoundError:
        return None
    people = tuple(Person(**person) for person in said["people"])
    return Plan(said["company"], said["trade"], tuple(said["teams"]), people)


def is_leaving(home: Home) -> bool:
    """Say whether the demo is being left right now."""
    return (home.path / FILE).is_file()


def left_at(home: Home) -> int:
    """Return a mark of the last time the demo was left: what was read before is void."""
    file = home.path / HOLD
    return file.stat().st_mtime_ns if file.is_file() else 0


def drop_plan(home: Home) -> None:
    """Forget the plan: it has been carried out."""
    (home.path / FILE).unlink(missing_ok=True)


@contextmanager
def hold_leaving(home: Home) -> Iterator[bool]:
    """Hold the leaving for this process; yields False when another living one holds it."""
    with held_file(home.path / HOLD) as mine:
        yield mine
