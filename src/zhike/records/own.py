"""Own fields of a record: one JSON column, written and asked for with characters as they are.

SQLite compares the names in a JSON text letter by letter: an escaped 年 is another name to it. So
names are written as they are, and both ways of writing are read.
"""

import json
from typing import Any

from django.db import models
from django.db.models.lookups import IsNull


class AsWritten(json.JSONEncoder):
    """Writes JSON without escaping what isn't ASCII."""

    def __init__(self, **how: Any) -> None:
        """Take whatever is asked, but for the escaping."""
        super().__init__(**{**how, "ensure_ascii": False})


class OwnValues(models.JSONField):
    """The own fields of a record by their keys; a JSONField to migrations."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Write names as they are."""
        super().__init__(*args, **{"encoder": AsWritten, **kwargs})

    def deconstruct(self) -> Any:
        """Say what the column is: a plain JSONField."""
        name, _, args, kwargs = super().deconstruct()
        kwargs.pop("encoder", None)
        return name, "django.db.models.JSONField", args, kwargs


class OwnText(models.Func):
    """The value of an own field as text; NULL where the record has none."""

    output_field = models.TextField()

    def __init__(self, name: str, column: str = "own") -> None:
        """Name the field by its key."""
        super().__init__(models.F(column))
        self.name = name

    def as_sqlite(self, compiler: Any, *_: Any, **__: Any) -> Any:
        """Read the name as it is, or escaped."""
        column, params = compiler.compile(self.source_expressions[0])
        sql = f"COALESCE(json_extract({column}, %s), json_extract({column}, %s))"
        return sql, (*params, path_of(self.name), *params, path_of(self.name, escaped=True))

    def as_postgresql(self, compiler: Any, *_: Any, **__: Any) -> Any:
        """Read the name."""
        column, params = compiler.compile(self.source_expressions[0])
        return f"({column} ->> %s)", (*params, self.name)


def has_own(name: str) -> models.Q:
    """Return the condition that a record has a value of an own field."""
    return models.Q(IsNull(OwnText(name), False))


def path_of(name: str, *, escaped: bool = False) -> str:
    """Return how SQLite finds a name in a JSON text; quotes in it would end it, so they go."""
    plain = name.replace('"', "")
    return f"$.{json.dumps(plain)}" if escaped else f'$."{plain}"'
