"""Which customers the lines of an attendee sheet mean: by number, phone or name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl
from django.db.models import Q
from django.utils.translation import gettext as _

from zhike.clean.names import match_keys
from zhike.clean.phones import clean_phones
from zhike.records.contact.models import Contact
from zhike.records.customer.scope import customers_for
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

MOST = 2_000  # lines of one sheet
LONGEST = 400  # letters of a line that are looked at


@dataclass(frozen=True, slots=True)
class Meant:
    """One line with the customers it may mean; exactly one is who came."""

    text: str
    customer_ids: tuple[int, ...]
    cells: tuple[str, ...] = ()


def meant_by(viewer: Viewer, lines: Sequence[Sequence[str]]) -> list[Meant]:
    """Return what each line of cells means, within the Viewer's customers.

    A number or a phone says it alone; names count only where neither stands in the line.
    """
    if len(lines) > MOST:
        raise Refused(_("一次最多登记 %(most)s 行，请分几次。") % {"most": f"{MOST:,}"})
    cells = sorted({cell.strip()[:LONGEST] for line in lines for cell in line if cell.strip()})
    sure = _by_number(viewer, cells)
    for cell, ids in _by_phone(viewer, cells).items():
        sure.setdefault(cell, set()).update(ids)
    named = _by_name(viewer, cells)
    return [
        Meant(
            " ".join(line).strip(),
            tuple(sorted(_first(line, sure) or _first(line, named))),
            tuple(line),
        )
        for line in lines
    ]


def _first(line: Iterable[str], known: dict[str, set[int]]) -> set[int]:
    return next((known[cell.strip()] for cell in line if cell.strip() in known), set())


def _by_number(viewer: Viewer, cells: list[str]) -> dict[str, set[int]]:
    rows = customers_for(viewer).filter(Q(external_id__in=cells) | Q(number__in=cells))
    found: dict[str, set[int]] = {}
    for customer_id, outside, number in rows.values_list("id", "external_id", "number"):
        for said in {outside, number} - {""}:
            found.setdefault(said, set()).add(customer_id)
    return found


def _by_phone(viewer: Viewer, cells: list[str]) -> dict[str, set[int]]:
    read = clean_phones(pl.Series(cells, dtype=pl.String)).values
    phones = {cell: phone for cell, phone in zip(cells, read, strict=True) if phone}
    rows = Contact.objects.live().filter(customer__in=customers_for(viewer))
    pairs = rows.filter(phone__in=set(phones.values())).values_list("phone", "customer_id")
    return _for_cells(phones, pairs)


def _by_name(viewer: Viewer, cells: list[str]) -> dict[str, set[int]]:
    keys = match_keys(pl.Series(cells, dtype=pl.String))
    names = {cell: key for cell, key in zip(cells, keys, strict=True) if key}
    rows = customers_for(viewer).filter(match_key__in=set(names.values()))
    return _for_cells(names, rows.values_list("match_key", "id"))


def _for_cells(keys: Mapping[str, str], pairs: Iterable[tuple[str, int]]) -> dict[str, set[int]]:
    """Return customer ids by cell, from the cells' keys and the customers of each key."""
    ids: dict[str, set[int]] = {}
    for key, customer_id in pairs:
        ids.setdefault(key, set()).add(customer_id)
    return {cell: ids[key] for cell, key in keys.items() if key in ids}
