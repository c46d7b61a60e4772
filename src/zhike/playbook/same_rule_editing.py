"""Changing the rules of equality of a playbook: made, retired, brought back, taken out."""

from collections.abc import Sequence

from pydantic import ValidationError

from zhike.playbook.playbook import Playbook
from zhike.playbook.same_rules import BUILT_IN, VALUES, VERDICTS, SameRule
from zhike.playbook.vocabulary import folded
from zhike.words.problem import Refused


def add_same_rule(playbook: Playbook, *, name: str, equal: Sequence[str], verdict: str) -> Playbook:
    """Return the playbook with one more rule, at the end.

    Refused without a name of its own, and when what has to agree says too little (S3-09).
    """
    rule = _made(name.strip() or "＋".join(equal), equal, verdict)
    for known in playbook.same_rules:
        if folded(known.name) == folded(rule.name):
            how = "已停用，可以恢复它" if known.retired else "已经有了"
            raise Refused(f"查重规则“{known.name}”{how}，请换一个名称")
        if set(known.equal) == set(rule.equal):
            raise Refused(f"“{known.name}”比的就是这几项，请改它，或再加一项")
    return playbook.revised(same_rules=(*playbook.same_rules, rule))


def retire_same_rule(playbook: Playbook, name: str, *, retired: bool = True) -> Playbook:
    """Return the playbook with a rule out of use, or back in use."""
    same_rule(playbook, name)
    return playbook.revised(
        same_rules=tuple(
            one.model_copy(update={"retired": retired}) if one.name == name else one
            for one in playbook.same_rules
        )
    )


def drop_same_rule(playbook: Playbook, name: str) -> Playbook:
    """Return the playbook without a rule of the team's own; built-in ones are only retired."""
    if is_built_in(same_rule(playbook, name)):
        raise Refused(f"“{name}”是自带的规则，可以停用，不能删除")
    return playbook.revised(
        same_rules=tuple(one for one in playbook.same_rules if one.name != name)
    )


def same_rule(playbook: Playbook, name: str) -> SameRule:
    """Return a rule by name; raises Refused when there is none."""
    found = next((one for one in playbook.same_rules if one.name == name), None)
    if found is None:
        raise Refused(f"没有查重规则“{name}”")
    return found


def is_built_in(rule: SameRule) -> bool:
    """Say whether every team begins with this rule."""
    return any(one.name == rule.name for one in BUILT_IN)


def _made(name: str, equal: Sequence[str], verdict: str) -> SameRule:
    if not equal or any(one not in VALUES for one in equal):
        raise Refused(f"请勾选要一致的项：{'、'.join(VALUES)}")
    if verdict not in VERDICTS:
        raise Refused(f"请选判为什么：{'、'.join(VERDICTS)}")
    try:
        return SameRule.model_validate({"name": name, "equal": tuple(equal), "verdict": verdict})
    except ValidationError as why:
        raise Refused(why.errors()[0]["msg"].removeprefix("Value error, ")) from why
