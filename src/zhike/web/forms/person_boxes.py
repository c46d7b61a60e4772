"""The boxes of a person's name and phone, where both were typed into one of them."""

from typing import Any

from zhike.clean.person_beside import person_beside


def both_filled(data: Any, name: str, phone: str) -> Any:
    """Return what was posted with the empty one of two boxes filled from what the other says.

    The filled box stays as it was typed: it is read as an import would (S3-07.person), and its
    words are kept as the source of both.
    """
    typed = {box: (data or {}).get(box, "").strip() for box in (name, phone)}
    given = [box for box, text in typed.items() if text]
    if len(given) != 1:
        return data
    beside = person_beside(typed[given[0]], in_names=given[0] == name)
    if not beside.name:
        return data
    whole = data.copy()
    whole[phone if given[0] == name else name] = beside.number if given[0] == name else beside.name
    return whole
