"""Read a playbook from YAML and check what it means: names, formulas, weights."""

from functools import cache

from zhike.playbook.checks import findings
from zhike.playbook.playbook import Playbook
from zhike.playbook.reading import PlaybookRefused, dump, read_builtin, read_text

__all__ = ["PlaybookRefused", "check", "dump", "load_builtin", "load_text"]


@cache
def load_builtin(name: str = "default") -> Playbook:
    """Return a playbook that comes with the product; raises Refused when there is none so named."""
    return _checked(read_builtin(name))


def load_text(text: str) -> Playbook:
    """Return the playbook written in YAML; raises PlaybookRefused with every finding."""
    return _checked(read_text(text))


def check(text: str) -> list[str]:
    """Return what is wrong with a playbook text, each with where and what to do; empty is good."""
    try:
        load_text(text)
    except PlaybookRefused as why:
        return why.findings
    return []


def _checked(playbook: Playbook) -> Playbook:
    if found := findings(playbook):
        raise PlaybookRefused(found)
    return playbook
