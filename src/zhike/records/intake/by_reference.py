"""Rows met by what our own tables print for them: a running number, or a reference of ours."""

import re
from collections.abc import Iterator, Sequence

from zhike.records.customer.models import Customer
from zhike.records.kept import Kept
from zhike.records.reference import STEM, id_in, reference_of

_STEP = 5_000
_RUNNING = re.compile(r"编号:C(\d{6})(\d{3,4})")
_REFERENCE = re.compile(rf"{STEM}\d+-[a-z2-7]{{4}}$")


def met_by_reference(model: type[Kept], identities: Sequence[str]) -> dict[str, int]:
    """Return the ids of live rows by identities that carry our own reference or number."""
    found = _by_own_reference(model, identities)
    return found | (_by_number(identities) if model is Customer else {})


def _by_own_reference(model: type[Kept], identities: Sequence[str]) -> dict[str, int]:
    asked: dict[int, list[tuple[str, str]]] = {}
    for identity in identities:
        match = _REFERENCE.search(identity)
        number = id_in(match[0]) if match else None
        if match and number is not None:
            asked.setdefault(number, []).append((identity, match[0]))
    found: dict[str, int] = {}
    for some in _steps(list(asked)):
        rows = model._default_manager.filter(pk__in=some, gone_at__isnull=True)
        for record_id, kept in rows.values_list("id", "identity"):
            own = reference_of(record_id, kept)
            found |= {identity: record_id for identity, said in asked[record_id] if said == own}
    return found


def _by_number(identities: Sequence[str]) -> dict[str, int]:
    """Return customers without a number of their own by ours (S0-26): 编号:C202405001."""
    asked: dict[int, dict[int, str]] = {}
    for identity in identities:
        if match := _RUNNING.fullmatch(identity):
            asked.setdefault(int(match[1]), {})[int(match[2])] = identity
    found: dict[str, int] = {}
    for month, numbers in asked.items():
        for some in _steps(list(numbers)):
            rows = Customer.objects.live().filter(
                number_month=month, number_seq__in=some, external_id=""
            )
            found |= {numbers[seq]: pk for seq, pk in rows.values_list("number_seq", "id")}
    return found


def _steps(values: Sequence[int]) -> Iterator[list[int]]:
    for start in range(0, len(values), _STEP):
        yield list(values[start : start + _STEP])
