"""Weights learned from the own book, as versions of which one may be active."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from zhike.clean.matching.weights import Weights, read_weights, shipped_weights
from zhike.records.history.changes import write_line
from zhike.records.match.models import MatchWeights
from zhike.records.rights import insist
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer

SHIPPED = "自带"
LEAST = 2_000  # customers; fewer hold too few pairs to learn from


@dataclass(frozen=True, slots=True)
class WeightsRow:
    """One version of learned weights; `active` when pairs are judged by it."""

    id: int
    customers: int
    by: str
    at: datetime
    active: bool


def active_weights() -> tuple[str, Weights]:
    """Return the name of the weights that hold, and them: learned ones, else those shipped."""
    row = MatchWeights.objects.filter(active=True).first()
    return (f"#{row.pk}", read_weights(row.text)) if row else (SHIPPED, shipped_weights())


def insist_enough(customers: int) -> None:
    """Refuse to learn from too few customers."""
    if customers < LEAST:
        raise Refused(
            _("样本不足：只有 %(n)s 家客户，满 %(least)s 家才能学习；现在用自带的权重。")
            % {"n": f"{customers:,}", "least": f"{LEAST:,}"}
        )


def weights_versions(*, most: int = 10) -> list[WeightsRow]:
    """Return the versions of learned weights, the newest first."""
    rows = MatchWeights.objects.select_related("by").order_by("-id")[:most]
    return [WeightsRow(one.pk, one.customers, one.by.name, one.at, one.active) for one in rows]


@transaction.atomic
def keep_weights(viewer: Viewer, text: str, *, customers: int, at: datetime) -> int:
    """Keep learned weights as a version and judge by it from now on; returns its id."""
    insist(viewer, "settings", _("重新学习查重权重"))
    row = MatchWeights.objects.create(
        text=text, customers=customers, by_id=viewer.account_id, at=at
    )
    use_weights(viewer, row.pk, at=at)
    return row.pk


@transaction.atomic
def use_weights(viewer: Viewer, version: int | None, *, at: datetime) -> int | None:
    """Judge by a version of learned weights, by the shipped ones for None; returns the one before.

    Refused when there is no such version.
    """
    insist(viewer, "settings", _("更换查重权重"))
    if version is not None and not MatchWeights.objects.filter(pk=version).exists():
        raise Refused(_("没有查重权重 #%(version)s。") % {"version": version})
    rows = MatchWeights.objects.select_for_update().filter(active=True)
    before = rows.values_list("pk", flat=True).first()
    if before == version:
        return before
    rows.update(active=False)
    if version is not None:
        MatchWeights.objects.filter(pk=version).update(active=True)
    write_line(
        "更换查重权重", "match_weights", version or before or 0, by=viewer.account_id, at=at,
        before={"weights": _said(before)}, after={"weights": _said(version)},
    )  # fmt: skip
    return before


def _said(version: int | None) -> str:
    return SHIPPED if version is None else f"#{version}"
