"""Ticking steps of the guide off."""

from datetime import datetime

from zhike.records.guide.models import GuideStep
from zhike.words.viewer import Viewer


def tick_step(viewer: Viewer, step: str, *, at: datetime) -> None:
    """Note that the Viewer has done a step; the first time counts."""
    GuideStep.objects.get_or_create(
        account_id=viewer.account_id, step=step, defaults={"done_at": at}
    )
