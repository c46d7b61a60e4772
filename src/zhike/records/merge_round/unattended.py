"""Letting a rule merge without being asked, once its own reviews show that it may."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from zhike.records.history.changes import write_line
from zhike.records.merge_round.models import UnattendedRule
from zhike.records.merge_round.reviews import records_of
from zhike.records.rights import insist
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer


@transaction.atomic
def let_alone(viewer: Viewer, rule: str, *, at: datetime) -> None:
    """Let a rule merge by itself from now on; refuses one whose reviews don't show enough."""
    insist(viewer, "settings", "打开自动合并")
    (record,) = records_of([rule])
    if not record.is_proven:
        raise Refused(
            _("规则“%(rule)s”审核过 %(n)s 组，还不足以自动合并，请先继续审核。")
            % {"rule": rule, "n": record.n}
        )
    UnattendedRule.objects.update_or_create(
        rule=rule, defaults={"by_id": viewer.account_id, "at": at}
    )
    _say(viewer, "打开自动合并", rule, at)


@transaction.atomic
def ask_again(viewer: Viewer, rule: str, *, at: datetime) -> None:
    """Let a rule merge nothing by itself any more."""
    insist(viewer, "settings", "关闭自动合并")
    UnattendedRule.objects.filter(rule=rule).delete()
    _say(viewer, "关闭自动合并", rule, at)


def unattended_rules() -> list[tuple[str, int]]:
    """Return the rules that may act alone, each with the account they act as."""
    return list(UnattendedRule.objects.order_by("id").values_list("rule", "by_id"))


def _say(viewer: Viewer, action: str, rule: str, at: datetime) -> None:
    write_line(action, "rule", 0, by=viewer.account_id, at=at, after={"rule": rule})
