"""Many rows at once: by whatever key their table has."""

import pytest

from zhike.records.match.models import MatchMember
from zhike.records.rows import delete_rows

pytestmark = pytest.mark.django_db


def test_rows_of_a_table_keyed_by_customer_are_removed() -> None:
    for customer in (7, 8):
        MatchMember.objects.create(customer_id=customer, cluster=7, size=2)
    delete_rows(MatchMember, [7])
    assert list(MatchMember.objects.values_list("pk", flat=True)) == [8]
