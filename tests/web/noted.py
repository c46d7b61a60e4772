"""What an address reads of what it is asked, so that it need not be asked for what it ignores."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import QueryDict


class Reading:
    """The names read since `forget`, all of them where somebody went through the whole question."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Begin anew: another address."""
        self.names: set[str] = set()
        self.whole = False

    def concerns(self, names: Iterable[str]) -> bool:
        """Say whether an answer could differ for these names."""
        return self.whole or not self.names.isdisjoint(names)

    def note(self, patch: pytest.MonkeyPatch) -> None:
        """Look over the shoulder of every request from here on."""
        patch.setattr(WSGIRequest, "GET", property(lambda request: _question(request, self)))


def _question(request: WSGIRequest, reading: Reading) -> QueryDict:
    held = request.__dict__.get("_noted")
    if held is None:
        held = request.__dict__["_noted"] = _Noted(request.META.get("QUERY_STRING", ""))
        held.reading = reading
    return held


class _Noted(QueryDict):
    """A question that notes what is read of it; Django's other ways of reading end in these."""

    reading: Reading | None = None  # none while it is being filled

    def __getitem__(self, name: str) -> Any:
        self._read(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self._read(name)
        return super().__contains__(name)

    def _getlist(self, name: str, *args: Any, **options: Any) -> Any:
        self._read(name)
        return super()._getlist(name, *args, **options)

    def __iter__(self) -> Iterator[str]:
        self._read(None)
        return super().__iter__()

    def __len__(self) -> int:
        self._read(None)
        return super().__len__()

    def lists(self) -> Any:
        self._read(None)
        return super().lists()

    def keys(self) -> Any:
        self._read(None)
        return super().keys()

    def __copy__(self) -> Any:
        self._read(None)
        return super().__copy__()

    def __deepcopy__(self, memo: Any) -> Any:
        self._read(None)
        return super().__deepcopy__(memo)

    def _read(self, name: object) -> None:
        if self.reading is not None:
            self.reading.whole |= name is None
            self.reading.names.add(str(name))
