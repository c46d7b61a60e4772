"""How full the key fields of customers are, group by group (S3-11)."""

from collections import Counter
from typing import Any

from django.db.models import Count

from zhike.playbook.playbook import Playbook
from zhike.records.catalogue.filled import of_customer
from zhike.records.customer.scope import customers_for
from zhike.words.viewer import Viewer


def fullness_by(viewer: Viewer, column: str, *, playbook: Playbook) -> dict[str, float]:
    """Return the completeness of the Viewer's customers by the words of a column.

    Customers without a word stand under "", all together under "*".
    """
    rows = customers_for(viewer)
    customers = _counted(rows, column)
    filled: Counter[str] = Counter()
    for spec in playbook.key_fields:
        filled += _counted(rows.filter(of_customer(spec)), column)
    fields = len(playbook.key_fields)
    found = {word: filled[word] / (count * fields) for word, count in customers.items() if fields}
    if fields and (total := customers.total()):
        found["*"] = filled.total() / (total * fields)
    return found


def _counted(rows: Any, column: str) -> Counter[str]:
    return Counter(dict(rows.order_by().values_list(column).annotate(Count("id"))))
