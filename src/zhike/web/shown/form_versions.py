"""In what two designs of a form differ, said so that nobody has to compare them."""

from django.utils.translation import gettext as _

from zhike.collect.form.design import Design, Item

_PARTS = ("title", "intro", "thanks", "theme", "logo", "closes_on", "most", "consent",
          "sensitive_consent", "hosts", "response")  # fmt: skip


def differences(old: Design, now: Design) -> list[str]:
    """Return what bringing the old design back would change in today's, a sentence each."""
    names = {
        "title": _("标题"), "intro": _("开头的话"), "thanks": _("交完之后的话"),
        "theme": _("颜色"), "logo": _("抬头（公司名）"), "closes_on": _("最后一天"),
        "most": _("最多收几份"), "consent": _("同意说明"),
        "sensitive_consent": _("单独同意的说明"), "hosts": _("允许嵌入的网站"),
        "response": _("记入客户行为"),
    }  # fmt: skip
    said = [
        _("%(part)s改回当时的") % {"part": names[part]}
        for part in _PARTS if getattr(old, part) != getattr(now, part)
    ]  # fmt: skip
    return said + _of_items(old, now)


def _of_items(old: Design, now: Design) -> list[str]:
    before, after = {_who(one): one for one in old.items}, {_who(one): one for one in now.items}
    said = [
        _("加回“%(label)s”") % {"label": before[who].label} for who in before if who not in after
    ]
    said += [
        _("去掉“%(label)s”") % {"label": after[who].label} for who in after if who not in before
    ]
    both = [who for who in before if who in after]
    said += [
        _("“%(label)s”改回当时的样子") % {"label": before[who].label}
        for who in both if _asked(before[who]) != _asked(after[who])
    ]  # fmt: skip
    return said + ([_("顺序改回当时的")] if both != [who for who in after if who in before] else [])


def _who(item: Item) -> str:
    """Return what makes an item the same in two versions: its field, else its own key."""
    return item.path or item.key


def _asked(item: Item) -> tuple[object, ...]:
    return item.kind, item.label, item.help, item.required, item.choices
