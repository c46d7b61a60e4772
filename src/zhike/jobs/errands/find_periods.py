"""Find the months that hold something to report on."""

from zhike.jobs.errand import Answer, Errand
from zhike.jobs.errands.refresh import refreshed
from zhike.measure.measure import measure
from zhike.records.customer.scope import sight_for
from zhike.records.playbook_version.lookups import active_playbook
from zhike.store.tables import tables_for

SAID = "查看哪些月份有数据"
_TELLING = ("订单数", "新增客户数")  # orders make a period worth a report; else first contacts


def run(errand: Errand) -> Answer:
    """Return the months (`2024-05`) with orders, or with first contacts where there are none."""
    tables = tables_for(sight_for(errand.viewer), refreshed(errand))
    found = measure(tables, _TELLING, by=["月"], playbook=active_playbook())
    for name in _TELLING:
        if months := [row["月"] for row in found.rows if row["月"] and row[name]]:
            return {"months": months, "of": name}
    return {"months": [], "of": ""}
