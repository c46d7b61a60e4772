"""The rows behind a figure in words: what each record is and the row of the file it came from."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from zhike.records.customer.named import named_for
from zhike.records.customer.scope import customers_for
from zhike.records.event.lookups import streamed_said
from zhike.records.intake.nouns import NOUNS, Noun
from zhike.records.interaction.models import Interaction
from zhike.records.order.models import Order, OrderLine
from zhike.words.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Said:
    """A record in a few words, and the row of the file it came from."""

    text: str = ""
    place: str = ""


def said_for(viewer: Viewer, noun: str, ids: Iterable[int]) -> dict[int, Said]:
    """Return records of one noun in words, of the Viewer's customers only."""
    wanted = list(ids)
    if noun == "customers":
        return {key: Said(row.number, row.place) for key, row in named_for(viewer, wanted).items()}
    if noun not in NOUNS:
        return {}
    kept = [key for key in wanted if key > 0]  # the others arrived beside the book
    said = {row.pk: Said(_words(row), row.place) for row in _rows(viewer, NOUNS[noun], kept)}
    return said | _arrived(viewer, noun, [key for key in wanted if key < 0])


def _arrived(viewer: Viewer, noun: str, ids: list[int]) -> dict[int, Said]:
    if noun != "events" or not ids:
        return {}
    words = streamed_said(viewer, ids, home=settings.HOME)
    return {key: Said(text, _("接口")) for key, text in words.items()}


def _rows(viewer: Viewer, noun: Noun, ids: list[int]) -> Any:
    rows = noun.model._default_manager.filter(gone_at__isnull=True, pk__in=ids)
    if noun.customer_path is None:
        return rows
    customer = noun.customer_path.removesuffix("__")
    return rows.filter(**{f"{customer}__in": customers_for(viewer).values("id")})


def _words(row: Any) -> str:
    match row:
        case Interaction():
            return row.way or _("跟进")
        case Order():
            return row.external_id or _("订单 %(pk)s") % {"pk": row.pk}
        case OrderLine():
            return row.product or _("明细 %(pk)s") % {"pk": row.pk}
    return row.external_id or str(row)
