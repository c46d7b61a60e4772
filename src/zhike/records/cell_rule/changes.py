"""Switching rules off and on."""

from datetime import datetime

from django.utils.translation import gettext as _

from zhike.clean.rule_book import every_rule
from zhike.playbook.playbook import Playbook
from zhike.records.playbook_version.editing import edit_playbook
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer


def switch_rule(
    viewer: Viewer, rule_id: str, on: bool, *, seen: str, at: datetime
) -> tuple[str, tuple[str, str]]:
    """Switch a rule on or off from the next import on; returns what was done and both versions.

    Raises Refused for a rule there is not, or one without which no cell could be read.
    """
    rule = every_rule().get(rule_id)
    if rule is None:
        raise Refused(_("没有规则“%(rule)s”。") % {"rule": rule_id})
    if rule.fixed:
        raise Refused(_("“%(does)s”是读每一格的前提，不能停用。") % {"does": _(rule.does)})
    why = f"{'启用' if on else '停用'}清洗规则：{rule.does}"

    def change(book: Playbook) -> Playbook:
        others = tuple(one for one in book.rules_off if one != rule_id)
        return book.revised(rules_off=others if on else (*others, rule_id))

    return why, edit_playbook(viewer, change, seen=seen, why=why, at=at)
