"""How two customers are related that are not one, said from either side."""

from django.utils.translation import gettext as _

from zhike.words.problem import Refused

OTHER = "其他"
_ACROSS = {"分公司": "总公司", "总公司": "分公司", "母公司": "子公司", "子公司": "母公司"}
KIN = (*_ACROSS, "兄弟公司", "同一负责人")
"""The words that make firms one house, whose figures are worth adding up."""
RELATIONS = (*KIN, "共用电话", OTHER)
"""What one customer may be to another: its branch, its head office … or something else."""


def across(relation: str) -> str:
    """Return the word from the other side: whose branch I am is my head office."""
    return _ACROSS.get(relation, relation)


def checked(said: str, relation: str) -> str:
    """Return the word to keep with a judgement; refuses one nobody knows."""
    if said != "有关联":
        return ""
    if relation and relation not in RELATIONS:
        raise Refused(
            _("请从这些里选一种关系：%(words)s。") % {"words": _("、").join(map(_, RELATIONS))}
        )
    return relation or OTHER
