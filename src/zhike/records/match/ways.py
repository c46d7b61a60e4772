"""By what pairs are judged now, and whether the last comparison was made so."""

import hashlib

from zhike.clean.matching.ways import Ways
from zhike.records.match.kept import Stood, last_stand
from zhike.records.match.weights import active_weights
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.revision.lookups import current_token

_ENGINE = "4"  # raise it when the same customers would be judged otherwise


def ways_now() -> tuple[Ways, str]:
    """Return the weights and rules that hold, and a digest that changes with them."""
    rules = tuple(one for one in active_playbook().same_rules if not one.retired)
    name, weights = active_weights()
    said = [_ENGINE, name, *(one.model_dump_json(by_alias=True) for one in rules)]
    digest = hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]
    return Ways(weights, rules=rules), digest


def is_behind(stood: Stood | None = None) -> bool:
    """Say whether book, rules or weights moved on since a comparison, the last where none is
    given.
    """
    stood = stood or last_stand()
    return stood is None or stood.token != current_token() or stood.ways != ways_now()[1]
