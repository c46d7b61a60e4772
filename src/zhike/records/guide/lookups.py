"""Reading how far somebody is in the guide."""

from zhike.records.guide.models import GuideStep
from zhike.words.viewer import Viewer


def steps_done(viewer: Viewer) -> frozenset[str]:
    """Return the steps the Viewer has done."""
    rows = GuideStep.objects.filter(account_id=viewer.account_id)
    return frozenset(rows.values_list("step", flat=True))
