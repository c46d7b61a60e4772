"""Cards as a file phones understand: vCard 3.0, and as a code to scan."""

from collections.abc import Sequence

import segno
import vobject
from django.utils.safestring import SafeString, mark_safe

from zhike.records.contact.cards import Card


def card_file(cards: Sequence[Card]) -> bytes:
    """Return the cards as one .vcf file; what is masked stands in the note, not as a number."""
    return "".join(_one(card) for card in cards).encode()


def _one(card: Card) -> str:
    made = vobject.vCard()
    made.add("n").value = vobject.vcard.Name(family=card.name or card.firm)
    made.add("fn").value = card.name or card.firm
    if card.firm:
        made.add("org").value = [card.firm]
    if card.title:
        made.add("title").value = card.title
    if card.is_full and card.phone:
        made.add("tel").value = card.phone
        made.tel.type_param = "CELL" if card.phone.startswith("1") else "WORK"
    if card.is_full and card.email:
        made.add("email").value = card.email
    if not card.is_full and (hidden := " ".join(filter(None, (card.phone, card.email)))):
        made.add("note").value = hidden
    text: str = made.serialize()
    return text


def card_code(card: Card) -> SafeString:
    """Return the code of one card, drawn here."""
    drawn = segno.make(card_file([card]).decode(), error="l", encoding="utf-8").svg_inline(
        scale=3, border=2, light="#fff", omitsize=True
    )
    return mark_safe(drawn)  # noqa: S308 - drawn by segno
