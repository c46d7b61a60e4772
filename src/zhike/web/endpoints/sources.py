"""Competitors and referrers over HTTP: the same rows and masks as the pages."""

from dataclasses import asdict
from typing import Any

from django.utils import timezone
from ninja import Router

from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.referrers.lookups import Brought, Referrer, referrers_for, silent_days
from zhike.records.rivals.lookups import rivals_for, sheet_for
from zhike.web.door import Asked
from zhike.web.endpoints.customers import yuan_of

router = Router(tags=["竞争对手与转介绍"])


@router.get("/competitor-sheets", summary="竞争对手")
def competitors(request: Asked) -> dict[str, Any]:
    """Return the competitors with how often the asker's customers met them."""
    return {"competitors": [_in_yuan(asdict(row)) for row in rivals_for(request.viewer)]}


@router.get("/competitor-sheets/{int:competitors_id}", summary="一个竞争对手的资料")
def competitor(request: Asked, competitors_id: int) -> dict[str, Any]:
    """Return one competitor's sheet, the names of its people masked."""
    told: dict[str, Any] = _in_yuan(asdict(sheet_for(request.viewer, competitors_id)))
    return told


@router.get("/referrers", summary="介绍人")
def referrers(request: Asked) -> dict[str, Any]:
    """Return who brought the asker's customers, and what is due to them."""
    silent = silent_days(active_playbook())
    rows = referrers_for(request.viewer, as_of=timezone.localdate(), silent=silent)
    return {"referrers": [_referrer(row) for row in rows], "silent_days": silent}


def _referrer(row: Referrer) -> dict[str, Any]:
    return {
        "name": row.name,
        "customer_id": row.customer_id,
        "brought": [_brought(one) for one in row.brought],
        "won": row.won,
        "amount": yuan_of(row.amount_fen),
        "due": len(row.due),
        "due_amount": yuan_of(row.due_fen),
        "last_on": row.last_on,
        "days": row.days,
        "is_silent": row.is_silent,
    }


def _brought(one: Brought) -> dict[str, Any]:
    told: dict[str, Any] = _in_yuan(asdict(one))
    return told


def _in_yuan(value: Any) -> Any:
    """Return the same with every `*_fen` as 元 under its name without the ending."""
    if isinstance(value, dict):
        return {
            key.removesuffix("_fen"): yuan_of(one) if key.endswith("_fen") else _in_yuan(one)
            for key, one in value.items()
        }
    if isinstance(value, frozenset):
        return sorted(value)
    return [_in_yuan(one) for one in value] if isinstance(value, (list, tuple)) else value
