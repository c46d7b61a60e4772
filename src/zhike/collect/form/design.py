"""What a public form asks, in its order: fields of the catalogue and questions of its own."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Literal

ItemKind = Literal["field", "single", "multi", "rating", "satisfaction", "text"]
KINDS: dict[ItemKind, str] = {
    "field": "资料",
    "single": "单选",
    "multi": "多选",
    "rating": "评分 1-5",
    "satisfaction": "满意度 1-5",
    "text": "长文本",
}
THEMES = ("墨蓝", "松绿", "赭石", "藕紫", "石灰")
WITH_CHOICES = ("single", "multi")
STEPS = ("1", "2", "3", "4", "5")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a form asks; `key` names it in the page, `path` is the field it fills."""

    key: str
    kind: ItemKind
    label: str = ""
    path: str = ""
    help: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Design:
    """A whole form: what it says, asks, looks like, and how long it is open."""

    title: str = ""
    intro: str = ""
    thanks: str = ""
    items: tuple[Item, ...] = ()
    theme: str = THEMES[0]
    logo: str = ""
    closes_on: date | None = None  # the last day it is open
    most: int | None = None  # hand-ins it takes
    consent: str = ""
    sensitive_consent: str = ""
    hosts: tuple[str, ...] = ()  # whose pages may show it in a frame
    response: str = ""  # the 行为类型 a hand-in is noted as (S4-05): 询问回应, 调查回应 …

    @property
    def fields(self) -> tuple[Item, ...]:
        """Return the items that fill a field."""
        return tuple(item for item in self.items if item.kind == "field")

    @property
    def questions(self) -> tuple[Item, ...]:
        """Return the items that are questions of its own."""
        return tuple(item for item in self.items if item.kind != "field")

    def item(self, key: str) -> Item | None:
        """Return one item by its key, or None."""
        return next((item for item in self.items if item.key == key), None)

    def moved(self, key: str, step: int) -> "Design":
        """Return the form with an item moved by so many places; at an end it stays."""
        at = next((at for at, item in enumerate(self.items) if item.key == key), -1)
        to = at + step
        if at < 0 or not 0 <= to < len(self.items):
            return self
        items = list(self.items)
        items.insert(to, items.pop(at))
        return replace(self, items=tuple(items))

    def without(self, key: str) -> "Design":
        """Return the form without an item."""
        return replace(self, items=tuple(item for item in self.items if item.key != key))

    def plain(self) -> dict[str, Any]:
        """Return the form as JSON keeps it."""
        told = asdict(self)
        return told | {"closes_on": self.closes_on.isoformat() if self.closes_on else None}


def design_of(kept: Mapping[str, Any]) -> Design:
    """Return a form as it was kept by `plain`; what an older version lacks is empty."""
    known = {name: kept[name] for name in Design.__dataclass_fields__ if name in kept}
    day = known.get("closes_on")
    return Design(
        **known
        | {
            "items": tuple(_item(item) for item in known.get("items", ())),
            "hosts": tuple(known.get("hosts", ())),
            "closes_on": date.fromisoformat(day) if day else None,
        }
    )


def _item(kept: Mapping[str, Any]) -> Item:
    known = {name: kept[name] for name in Item.__dataclass_fields__ if name in kept}
    return Item(**known | {"choices": tuple(known.get("choices", ()))})
