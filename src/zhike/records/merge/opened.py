"""Getting hold of a merge that may be undone now."""

from django.utils.translation import gettext as _

from zhike.records.customer.scope import NotYours, customers_for
from zhike.records.merge.models import Merge
from zhike.words.problem import Refused
from zhike.words.viewer import Viewer


def open_merge(viewer: Viewer, merge_id: int) -> Merge:
    """Return a merge that may be undone now; refuses any other."""
    merge = Merge.objects.select_related("by", "survivor").filter(pk=merge_id).first()
    if merge is None or not customers_for(viewer).filter(pk=merge.survivor_id).exists():
        raise NotYours(_("没有这次合并，或合并后的客户又并入了别家：请先撤销后面那次合并。"))
    if merge.undone_at is not None:
        raise Refused(_("这次合并已经撤销过了。"))
    return merge
