"""What an entry brought, in one sentence."""

from django.utils.translation import gettext as _

from zhike.records.customer.named import named_for
from zhike.records.entry.changes import Entered
from zhike.records.said import summed
from zhike.web.forms.entry import EntryForm
from zhike.words.viewer import Viewer


def said_of_entry(viewer: Viewer, form: EntryForm, entered: Entered) -> str:
    """Return what was kept, for whom, what follows from it, and what to look at again."""
    whose_id = entered.customer_id
    named = named_for(viewer, [whose_id]).get(whose_id) if whose_id is not None else None
    whose = named.name if named else form.cleaned_data.get("name", "")
    said = _("已录入%(said)s：%(whose)s") % {"said": form.said, "whose": whose}
    if form.noun == "customers" and named:
        said = _("已新建客户 %(whose)s %(number)s") % {"whose": whose, "number": named.number}
        said += _("，连同第一次跟进") if "interactions" in entered.ids else ""
    if form.noun == "orders":
        said += _(" %(form)s，%(n)s 行") % {
            "form": summed(getattr(form, "total", None)),
            "n": len(entered.ids["order_lines"]),
        }
    if entered.type_raised:
        said += _("；客户类型改为成交")
    return said + (
        _("（请核对 %(doubts)s）") % {"doubts": _("；").join(form.doubts)} if form.doubts else ""
    )
