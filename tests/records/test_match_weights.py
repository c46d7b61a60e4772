"""Weights learned from the own book: kept as versions, exchanged, put back."""

import polars as pl
import pytest
from clean.matching.invented import invented
from django.conf import settings
from django.utils import timezone
from records.proposals import PROBLEMS, part

from zhike.jobs.run import run_now
from zhike.records.intake.changes import accept_batch, open_batch
from zhike.records.match.lookups import pairs_for
from zhike.records.match.ways import is_behind
from zhike.records.match.weights import active_weights, use_weights, weights_versions
from zhike.records.playbook_version.changes import ensure_playbook
from zhike.words.problem import Refused
from zhike.words.proposal import Proposal
from zhike.words.viewer import Viewer

pytestmark = pytest.mark.django_db
ROWS = 2_000


def take_in(admin: Viewer, people: pl.DataFrame) -> None:
    """Take an invented book in: customers with a phone each."""
    at, place = timezone.now(), {"_file": "老表.xlsx", "_sheet": "客户"}
    customers = [
        {**place, "_row": n, "_identity": f"编号:K{n}", "external_id": f"K{n}",
         "name": row["name"], "kind": row["kind"], "city": row["city"] or ""}
        for n, row in enumerate(people.iter_rows(named=True))
    ]  # fmt: skip
    contacts = [
        {**place, "_row": n, "_identity": f"联系人ID:C{n}", "_parent": f"编号:K{n}",
         "name": row["contact"] or "", "phone": row["phone"] or ""}
        for n, row in enumerate(people.iter_rows(named=True))
    ]  # fmt: skip
    parts = (part("customers", customers), part("contacts", contacts))
    proposal = Proposal("customers", ("老表.xlsx",), parts, PROBLEMS, (), {"new": ROWS}, {})
    settings.HOME.ensure()
    by = admin.account_id
    batch = open_batch(proposal, home=settings.HOME, playbook_version="t", about={}, by=by, at=at)
    accept_batch(batch, proposal, home=settings.HOME, by=by, at=at, progress=lambda *_: None)


def told(viewer: Viewer) -> dict[tuple[int, int], float]:
    return {(pair.a, pair.b): round(pair.weight, 4) for pair in pairs_for(viewer)}


def test_weights_are_learned_used_and_put_back(people: dict[str, Viewer]) -> None:
    admin = people["管理员"]
    ensure_playbook(at=timezone.now())
    take_in(admin, invented(ROWS, seed=3).head(ROWS))
    run_now("find_matches", admin)
    shipped = told(admin)
    assert len(shipped) > 100
    learned = run_now("estimate_matching", admin)
    assert learned["customers"] == ROWS
    (row,) = weights_versions()
    assert (row.id, row.customers, row.by, row.active) == (
        learned["version"], ROWS, "管理员", True,
    )  # fmt: skip
    assert not is_behind()
    assert active_weights()[0] == f"#{row.id}"
    own = told(admin)
    both = shipped.keys() & own.keys()
    assert any(own[pair] != shipped[pair] for pair in both)  # judged anew by the learned ones
    assert use_weights(admin, None, at=timezone.now()) == row.id
    assert is_behind()  # everybody is judged by the shipped ones again
    with pytest.raises(Refused, match="没有查重权重 #999"):
        use_weights(admin, 999, at=timezone.now())
