"""Fill a fresh home with customers and contacts alone, some key cells empty; run inside the home.

    ZHIKE_HOME=… python bench/quality_book.py --customers 1000000

One in seven customers has no industry, one in nine contacts no phone, one in a thousand no owner.
"""

import argparse

from big_book import days_ago, fill, make_people, pick
from django.db import connection, transaction
from django.utils import timezone

from zhike.jobs.ready import make_ready
from zhike.records.account.models import Account
from zhike.records.batch.models import Batch
from zhike.records.contact.models import Contact
from zhike.records.customer.models import Customer
from zhike.records.revision.changes import next_rev


def fill_quality(count: int, people: list[int]) -> None:
    """Insert the customers of one batch, each with a contact."""
    rev, now = next_rev(), timezone.now()
    batch = Batch.objects.create(
        kind="customers", files=["客户.csv"], state="已接收", by=Account.objects.earliest("id"),
        at=now, accepted_at=now, accepted_rev=rev,
    )  # fmt: skip
    kept = {
        "rev": str(rev), "created_at": f"'{now:%Y-%m-%d %H:%M:%S}'", "source": "'客户.csv#'",
        "born_batch_id": str(batch.pk), "source_row": "n + 1",
    }  # fmt: skip
    owner = pick([str(each) for each in people], "n * 7919 / 13")
    fill(Customer, count, kept | {
        "identity": "'编号:K' || n", "external_id": "'K' || n", "name": "'客户' || n",
        "number_month": "202401", "number_seq": "n", "number": "'C202401' || n",
        "owner_id": f"CASE WHEN n % 1000 THEN CAST({owner} AS integer) END",
        "industry_text": "CASE WHEN n % 7 THEN '制造业' ELSE '' END",
        "customer_type": pick(["潜在", "意向", "成交"], "n"),
        "source_channel": pick(["官网", "转介绍", "行业展会", ""], "n / 3"),
        "first_contact_on": days_ago("n * 37", most=900),
    })  # fmt: skip
    fill(Contact, count, kept | {
        "identity": "'联系:' || n", "customer_id": "n", "name": "'王' || n",
        "phone": "CASE WHEN n % 9 THEN '139' || printf('%08d', n) ELSE '' END",
    })  # fmt: skip


def main() -> None:
    """Make the home ready and fill it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=100_000)
    given = parser.parse_args()
    make_ready()
    people = make_people()
    with transaction.atomic():
        fill_quality(given.customers, people)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":
    main()
