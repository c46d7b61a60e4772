"""One customer in the forms in which it is compared, as `comparable` makes them of many."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from zhike.clean.matching.conditions import Form
from zhike.clean.matching.firm_form import firm_form
from zhike.clean.matching.one_place import place_of, without_place
from zhike.clean.matching.people import person_form
from zhike.clean.matching.public_mail import PUBLIC_MAIL
from zhike.clean.matching.sounds import sound
from zhike.clean.matching.typed import Typed
from zhike.clean.names import simplify_text

_MOBILE, _LINE = re.compile(r"^1[3-9]\d{9}(?:-\d+)?$"), re.compile(r"^(?:0\d{2,3}|[48]00)-")
_EXTENSION = re.compile(r"^((?:0\d+|400)-\d+(?:-\d{4})?)-\d{1,6}$")
_STARRED = re.compile(r"^(1[3-9]\d)\*.*\*(\d{4})$", re.DOTALL)
_IN_STREET = re.compile(r"[\s,.()#-]")


def form_of(typed: Typed) -> Form:
    """Return the forms of one customer: those that customers of its kind are compared by."""
    named = _as_person(typed) if typed.is_person else _as_firm(typed)
    return named | _mail(typed.emails) | _where(typed) | _phones(typed.phones)


def _as_firm(typed: Typed) -> dict[str, Any]:
    parts = firm_form(_folded(typed.name))
    people = [person_form(_folded(name)) for name in typed.contacts]
    full = [person for person, _ in people if person]
    return {
        **parts._asdict(),
        "sound": None if parts.core is None else sound(parts.core),
        "credit_code": typed.credit_code or None,
        "contact": full[0] if full else None,
        "contacts": sorted(set(full)) or None,
        "surname": people[0][1] if people else None,
    }


def _as_person(typed: Typed) -> dict[str, Any]:
    person, surname = person_form(_folded(typed.name))
    spoken = None if person is None else sound(person)
    return {"person": person, "own_surname": surname, "person_sound": spoken}


def _folded(text: str) -> str:
    """Return text in half width, small letters and simplified characters."""
    folded = unicodedata.normalize("NFKC", text).lower().strip()
    return simplify_text(re.sub(r"[\r\n\x00]", " ", folded)) if folded else ""


def _mail(emails: Sequence[str]) -> dict[str, Any]:
    email = emails[0].lower() if emails else ""
    if not email or "*" in email:
        return {"email": None, "domain": None}
    domain = email.partition("@")[2]
    return {"email": email, "domain": domain if domain and domain not in PUBLIC_MAIL else None}


def _where(typed: Typed) -> dict[str, Any]:
    """Return the place, as exact as the first of city, address, province and region says."""
    address = _folded(typed.address)
    texts = (_folded(typed.city), address, _folded(typed.province), _folded(typed.region))
    codes = [code for code in map(place_of, texts) if code]
    exact = [code for code in codes if len(code) == 4]
    street = _IN_STREET.sub("", without_place(address))
    return {
        "place": next(iter([*exact, *codes]), None),
        "address": street if len(street) >= 4 else None,
    }


def _phones(phones: Iterable[str]) -> dict[str, Any]:
    """Return phones by kind, which the stored form of each tells."""
    mobiles, lines, masks = set(), set(), set()
    for phone in phones:
        if _MOBILE.match(phone):
            mobiles.add(phone)
            masks.add(phone[:3] + phone[-4:])
        elif _LINE.match(phone):
            lines.add(_EXTENSION.sub(r"\1", phone))
        elif ends := _STARRED.search(phone):
            masks.add(ends[1] + ends[2])
    return {
        "mobiles": sorted(mobiles) or None,
        "switchboards": sorted(lines) or None,
        "masks": sorted(masks) or None,
        "mobile": min(mobiles, default=None),
        "switchboard": min(lines, default=None),
    }
