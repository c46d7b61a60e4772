"""A row beside the records it may be, label by label."""

from collections.abc import Mapping, Sequence
from typing import Any

from zhike.words.place import Place


def pair_tables(pairs: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the pairs with one line a label: what the row says, then what each record says."""
    return [{**pair, "place": Place(**pair["place"]), "rows": _rows(pair)} for pair in pairs]


def _rows(pair: Mapping[str, Any]) -> list[dict[str, Any]]:
    sides = [pair["given"], *(one["given"] for one in pair["candidates"])]
    labels = dict.fromkeys(label for side in sides for label in side)
    lines = [
        {"label": label, "texts": [side.get(label) or "" for side in sides]} for label in labels
    ]
    return [line | {"same": len(set(line["texts"])) == 1} for line in lines]
