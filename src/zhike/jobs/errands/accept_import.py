"""Write a waiting batch's rows."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from zhike.jobs.again import judged_again
from zhike.jobs.asked import summary_of
from zhike.jobs.errand import Answer, Errand
from zhike.jobs.notices import when_long
from zhike.records.batch.lookups import batch_for, proposal_of, proposed_with
from zhike.records.intake.changes import accept_batch, insist_waiting
from zhike.records.notice.changes import settle
from zhike.records.revision.lookups import current_token
from zhike.words.problem import Refused
from zhike.words.proposal import Proposal

SAID = "写入数据"
COUNTED = {"new": "新增", "changed": "更新", "unclear": "不明", "rejected": "未入"}


def run(errand: Errand, *, batch: int, all_or_nothing: bool = False) -> Answer:
    """Accept a batch: whole or, when cancelled or broken off, not at all."""
    waiting = batch_for(errand.viewer, batch)
    insist_waiting(waiting.id)
    if still_holds(errand, batch):
        proposal = proposal_of(errand.viewer, batch, home=errand.home)
    else:
        errand.tell(0, 0, "数据有变动，重新核对")
        proposal = judged_again(errand, batch)
    take_in(errand, batch, proposal, all_or_nothing=all_or_nothing)
    when_long(
        errand, _done(waiting.files, proposal), link=f"/collect/{batch}/", about=f"batch:{batch}"
    )
    return summary_of(batch, proposal)


def _done(files: Sequence[str], proposal: Proposal) -> str:
    counted = (f"{word} {proposal.fates.get(fate, 0):,}" for fate, word in COUNTED.items())
    return f"导入完成：{'、'.join(files)} · {' · '.join(counted)}"


def take_in(errand: Errand, batch: int, proposal: Proposal, *, all_or_nothing: bool) -> None:
    """Write the rows of a batch; Refused when some don't hold and nothing else will do."""
    if all_or_nothing and proposal.fates.get("rejected", 0):
        raise Refused(
            _("有 %(rejected)s 行不合格，按“要么全部要么不导”没有写入。")
            % {"rejected": proposal.fates["rejected"]}
        )
    accept_batch(
        batch, proposal, home=errand.home, by=errand.viewer.account_id, at=errand.at,
        progress=errand.tell,
    )  # fmt: skip
    settle(f"batch:{batch}", at=errand.at)


def still_holds(errand: Errand, batch: int) -> bool:
    """Say whether the book is as it was when the batch was proposed."""
    return bool(proposed_with(errand.viewer, batch)["token"] == current_token())
