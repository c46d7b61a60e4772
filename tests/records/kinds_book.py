"""A book of three customers, and what may be done with the files of the other kinds in it."""

from pathlib import Path
from typing import Any

import polars as pl
from records.conftest import AT
from records.test_batch import People, quiet

from zhike.playbook.load import load_builtin
from zhike.records.account.lookups import owners_by_name
from zhike.records.customer.models import Customer
from zhike.records.home import Home
from zhike.records.intake.changes import accept_batch, open_batch
from zhike.records.intake.known import known_rows
from zhike.runs.intake import propose
from zhike.runs.judging import Kept
from zhike.runs.understanding import Wish, read_files
from zhike.words.proposal import Proposal
from zhike.words.viewer import Viewer

EXAMPLES = Path(__file__).parent.parent / "examples"
PLAYBOOK = load_builtin("default")
KINDS = (
    "products", "events", "cases", "quotes", "contracts", "payments", "demands",
    "competitor_contacts", "competitors", "referrals", "channel_costs",
)  # fmt: skip


class Book:
    """A book of three customers, and what may be done with files in it."""

    def __init__(self, people: People, home: Home) -> None:
        self.people, self.home, self.admin = people, home, people["管理员"]
        self.accept(self.read("T3-1.csv"))
        Customer.objects.filter(external_id="C2024002").update(owner=people["王磊"].account_id)

    def read(self, name: str, viewer: Viewer | None = None, **wish: Any) -> Proposal:
        """Return what a file would bring, as one person may see it."""
        who = viewer or self.admin

        def known(noun: str, identities: pl.Series) -> pl.DataFrame:
            return known_rows(who, noun, identities)

        sheets = read_files([EXAMPLES / name], playbook=PLAYBOOK)
        kept = Kept(known=known, owners=owners_by_name())
        return propose(sheets, playbook=PLAYBOOK, kept=kept, wish=Wish(**wish))

    def accept(self, what: Proposal, progress: Any = quiet) -> int:
        """Take a proposal in as one batch."""
        by = self.admin.account_id
        batch = open_batch(what, home=self.home, playbook_version="t", about={}, by=by, at=AT)
        accept_batch(batch, what, home=self.home, by=by, at=AT, progress=progress)
        return batch

    def take_in(self, kind: str) -> int:
        """Take the example of a kind in."""
        return self.accept(self.read(f"kinds/{kind}.csv"))
