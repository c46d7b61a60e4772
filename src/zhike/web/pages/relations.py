"""关联客户: customers that belong together, said and taken back on a customer's page."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from zhike.records.merge.judging import forget_judgement, judge_pair
from zhike.records.merge.related import related_to
from zhike.records.merge.relations import RELATIONS
from zhike.web.door import Asked
from zhike.web.forms.reading import read
from zhike.web.undo import remember
from zhike.words.problem import Refused


class RelationForm(forms.Form):
    """The other customer, picked from the list, and what it is to this one."""

    customer = forms.IntegerField(
        label=gettext_lazy("客户"),
        error_messages={"required": gettext_lazy("请从列表里选一家客户")},
    )
    relation = forms.ChoiceField(
        label=gettext_lazy("关系"), choices=[(word, word) for word in RELATIONS]
    )


@require_POST
def relate(request: Asked, customer_id: int) -> HttpResponse:
    """Remember what another customer is to this one."""
    told = read(RelationForm, request)
    other, word = told["customer"], told["relation"]
    if other == customer_id:
        raise Refused(_("一家客户和它自己没有关联，请选另一家。"))
    at = timezone.now()
    before = judge_pair(request.viewer, customer_id, other, "有关联", relation=word, at=at)
    undo = remember(request.session, "related", a=customer_id, b=other, before=before)
    messages.success(request, _("已记下：%(word)s") % {"word": _(word)}, extra_tags=undo)
    return redirect("customer", customer_id)


@require_POST
def unrelate(request: Asked, customer_id: int, other_id: int) -> HttpResponse:
    """Take back that two customers belong together."""
    found = (one for one in related_to(request.viewer, customer_id) if one.id == other_id)
    one = next(found, None)
    if one is None:
        raise Refused(_("这两家没有记着关联，可能已经去掉了。"))
    forget_judgement(request.viewer, customer_id, other_id, at=timezone.now())
    undo = remember(request.session, "unrelated", a=customer_id, b=other_id, relation=one.relation)
    messages.success(request, _("已去掉和 %(name)s 的关联") % {"name": one.name}, extra_tags=undo)
    return redirect("customer", customer_id)


urlpatterns = [
    path("customers/<int:customer_id>/related/", relate, name="customer_relate"),
    path(
        "customers/<int:customer_id>/related/<int:other_id>/remove/",
        unrelate,
        name="customer_unrelate",
    ),
]
