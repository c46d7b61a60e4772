"""Reading people at customers already looked up with a Viewer; masked here, always (S0-13)."""

from dataclasses import dataclass

from zhike.records.contact.models import Contact
from zhike.words.masks import mask_email, mask_person, mask_phone


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One person at the customer, masked."""

    id: int
    name: str
    title: str
    phone: str
    phone_kind: str
    email: str
    decision_role: str


def contacts_of(customer_id: int) -> list[ContactRow]:
    """Return a customer's people, the earliest kept first."""
    rows = Contact.objects.live().filter(customer_id=customer_id).order_by("id")
    return [_masked(contact) for contact in rows]


def first_contact_id(customer_id: int) -> int | None:
    """Return the id of a customer's first person, whom his own card is about."""
    rows = Contact.objects.live().filter(customer_id=customer_id).order_by("id")
    return rows.values_list("id", flat=True).first()


def first_contacts(customer_ids: list[int]) -> dict[int, ContactRow]:
    """Return the first person of each customer."""
    found: dict[int, ContactRow] = {}
    rows = Contact.objects.live().filter(customer_id__in=customer_ids)
    for contact in rows.order_by("customer_id", "id"):
        if contact.customer_id not in found:
            found[contact.customer_id] = _masked(contact)
    return found


def _masked(contact: Contact) -> ContactRow:
    return ContactRow(
        id=contact.pk,
        name=mask_person(contact.name, title=contact.title, sex=contact.sex),
        title=contact.title,
        phone=mask_phone(contact.phone),
        phone_kind=contact.phone_kind,
        email=mask_email(contact.email),
        decision_role=contact.decision_role,
    )
