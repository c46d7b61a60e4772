"""Names of people as they are compared: in full, or the surname where only 王经理 is known."""

import re
from typing import NamedTuple

from zhike.clean.han import HAN
from zhike.clean.person_name import DOUBLE, person_name

_DROPPED = re.compile(r"\([^)]*\)|[\s*#·.]")
_SURNAME = re.compile(rf"(?:[老小](?={HAN}\Z))?({'|'.join(DOUBLE)}|{HAN})")
_HIDDEN = re.compile(r"[*＊●○]")
_WHOLE = 2  # characters of a full name


class PersonForm(NamedTuple):
    """The full name and the surname of a person; None for what is not known."""

    person: str | None = None
    surname: str | None = None


def person_form(folded: str) -> PersonForm:
    """Return the forms of a name in half width, small letters and simplified characters.

    王经理, 老王 and 王*国 have only a surname; a title behind a full name (张建国经理) is left out.
    """
    name = _DROPPED.sub("", person_name(folded).name)
    if not name:
        hidden = _SURNAME.match(folded) if _HIDDEN.search(folded) else None
        return PersonForm(surname=hidden[1] if hidden else None)
    found = _SURNAME.match(name)
    if found and found.end() == len(name):
        return PersonForm(surname=found[1])
    return PersonForm(name if len(name) >= _WHOLE else None, found[1] if found else None)
