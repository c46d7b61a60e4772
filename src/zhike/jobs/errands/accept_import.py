"""Write a waiting batch's rows."""

from django.utils.translation import gettext as _

from zhike.jobs.again import judged_again
from zhike.jobs.asked import summary_of
from zhike.jobs.errand import Answer, Errand
from zhike.records.batch.lookups import batch_for, proposal_of, proposed_with
from zhike.records.intake.changes import accept_batch
from zhike.records.revision.lookups import current_token
from zhike.words.problem import Refused
from zhike.words.proposal import Proposal

SAID = "写入数据"


def run(errand: Errand, *, batch: int, all_or_nothing: bool = False) -> Answer:
    """Accept a batch: whole or, when cancelled or broken off, not at all."""
    waiting = batch_for(errand.viewer, batch).id
    if still_holds(errand, waiting):
        proposal = proposal_of(errand.viewer, waiting, home=errand.home)
    else:
        errand.tell(0, 0, "数据有变动，重新核对")
        proposal = judged_again(errand, waiting)
    take_in(errand, batch, proposal, all_or_nothing=all_or_nothing)
    return summary_of(batch, proposal)


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


def still_holds(errand: Errand, batch: int) -> bool:
    """Say whether the book is as it was when the batch was proposed."""
    return bool(proposed_with(errand.viewer, batch)["token"] == current_token())
