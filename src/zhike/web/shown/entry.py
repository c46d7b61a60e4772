"""What an entry brought, in one sentence."""

from zhike.records.customer.named import named_for
from zhike.records.entry.changes import Entered
from zhike.web.forms.entry import EntryForm
from zhike.words.viewer import Viewer
from zhike.words.wording import summed


def said_of_entry(viewer: Viewer, form: EntryForm, entered: Entered) -> str:
    """Return what was kept, for whom, what follows from it, and what to look at again."""
    named = named_for(viewer, [entered.customer_id]).get(entered.customer_id)
    whose = named.name if named else ""
    said = f"已录入{form.said}：{whose}"
    if form.noun == "customers" and named:
        said = f"已新建客户 {whose} {named.number}"
        said += "，连同第一次跟进" if "interactions" in entered.ids else ""
    if form.noun == "orders":
        said += f" {summed(getattr(form, 'total', None))}，{len(entered.ids['order_lines'])} 行"
    if entered.type_raised:
        said += "；客户类型改为成交"
    return said + (f"（请核对 {'；'.join(form.doubts)}）" if form.doubts else "")
