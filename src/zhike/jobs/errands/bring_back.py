"""Put customers that were set aside back where they were."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from zhike.jobs.errand import Answer, Errand
from zhike.records.entry.aside import bring_back
from zhike.records.set_aside.lookups import numbered
from zhike.words.problem import Refused

SAID = "从无效放回"


def run(errand: Errand, *, numbers: Sequence[str]) -> Answer:
    """Return `customers`, the numbers that are in lists and figures again."""
    found = numbered(errand.viewer, numbers)
    missing = [number for number in numbers if number not in found]
    if missing:
        raise Refused(
            _("“无效”里没有编号为 %(missing)s 的客户，或它不在您的范围内。")
            % {"missing": _("、").join(missing)}
        )
    bring_back(errand.viewer, list(found.values()), at=errand.at)
    return {"customers": list(numbers)}
