"""Kept customers of the asker's own that new rows of a sheet look like."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from zhike.clean.alike_rows import Guess
from zhike.clean.matching.typed import Typed
from zhike.records.alike.lookups import Near, near_customers
from zhike.records.blocking.catching_up import catch_up_few
from zhike.records.blocking.table import any_keyed
from zhike.records.customer.named import shown_name
from zhike.words.viewer import Viewer


def alike_for(viewer: Viewer, customers: Sequence[Typed]) -> list[list[Guess]]:
    """Return for each new customer which kept ones of the Viewer's it probably is.

    Foreign ones are told only where something is exactly equal (`similar_customers`), so that a
    sheet of guessed names doesn't list another's book.
    """
    catch_up_few()
    if not any_keyed():
        return [[] for _ in customers]
    found = (near_customers(viewer, one) for one in customers)
    return [[_guess(viewer, near) for near in some if _worth(near)] for some in found]


def _worth(near: Near) -> bool:
    return near.is_mine and near.is_likely


def _guess(viewer: Viewer, near: Near) -> Guess:
    number = near.row.external_id or near.row.number
    said = f"{shown_name(viewer, near.row) or number}（{number}）"
    return Guess(near.row.pk, said, _("、").join(near.evidence))
