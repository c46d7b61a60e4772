"""Say whom the rules doubt, and who was put aside why."""

from typing import Any

from zhike.jobs.errand import Answer, Errand
from zhike.jobs.errands.find_invalid import run as find_invalid
from zhike.records.customer.named import named_for
from zhike.records.set_aside.lookups import AsideRow, bin_for

SAID = "查看无效客户"


def run(errand: Errand, *, search: str = "", page: int = 1) -> Answer:
    """Return `rules` with the customers each doubts, and a page of the bin, in the asker's rows."""
    rules = find_invalid(errand)["rules"]
    names = named_for(errand.viewer, {one for rule in rules for one in rule["found"]})
    shown = bin_for(errand.viewer, search=search, page=page)
    return {
        "rules": [
            {
                "rule": rule["id"], "said": rule["said"], "does": rule["does"],
                "customers": [{"id": names[one].number, "name": names[one].name, "why": why}
                              for one, why in rule["found"].items() if one in names],
            }
            for rule in rules
        ],
        "aside": [_line(row) for row in shown.rows],
        "total": shown.total, "page": shown.page, "pages": shown.pages,
    }  # fmt: skip


def _line(row: AsideRow) -> dict[str, Any]:
    return {
        "id": row.number, "name": row.name, "rule": row.rule, "why": row.why, "by": row.by,
        "at": row.at.isoformat(),
    }  # fmt: skip
