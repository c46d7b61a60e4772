"""Kept customers of the asker's own that new rows of a sheet look like."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from zhike.clean.alike_rows import Guess
from zhike.clean.matching.typed import Typed
from zhike.records.alike.lookups import likely_own, near_customers
from zhike.records.blocking.catching_up import catch_up, catch_up_few
from zhike.records.blocking.many import AS_ONE, NEAR, Progress, Reach
from zhike.records.blocking.table import any_keyed
from zhike.records.customer.models import Customer
from zhike.records.customer.named import shown_name
from zhike.records.rows import holding
from zhike.words.viewer import Viewer

ALONE = 100  # so many are asked about one by one: asking of many takes a third of a second first
FEW = 2_000  # so many are weighed against every candidate


def alike_for(viewer: Viewer, customers: Sequence[Typed], *, tell: Progress) -> list[list[Guess]]:
    """Return for each new customer which kept ones of the Viewer's it probably is.

    Foreign ones are told only where something is exactly equal (`similar_customers`), so that a
    sheet of guessed names doesn't list another's book.
    """
    are_many = len(customers) > FEW
    if are_many:
        catch_up(tell)
    else:
        catch_up_few()
    if not any_keyed():
        return [[] for _ in customers]
    if len(customers) <= ALONE:
        return [_guesses_near(viewer, one) for one in customers]
    return _guesses(viewer, customers, NEAR if are_many else AS_ONE, tell)


def _guesses_near(viewer: Viewer, customer: Typed) -> list[Guess]:
    told = (near for near in near_customers(viewer, customer) if near.is_mine and near.is_likely)
    return [_guess(viewer, near.row, near.evidence) for near in told]


def _guesses(
    viewer: Viewer, customers: Sequence[Typed], reach: Reach, tell: Progress
) -> list[list[Guess]]:
    found = list(likely_own(viewer, customers, reach=reach, tell=tell))
    ids = sorted({one for some in found for one, _why in some})
    rows = {row.pk: row for row in holding(Customer.objects.live(), "id", ids)}
    return [[_guess(viewer, rows[one], why) for one, why in some if one in rows] for some in found]


def _guess(viewer: Viewer, row: Customer, why: Sequence[str]) -> Guess:
    number = row.external_id or row.number
    said = f"{shown_name(viewer, row) or number}（{number}）"
    return Guess(row.pk, said, _("、").join(why))
