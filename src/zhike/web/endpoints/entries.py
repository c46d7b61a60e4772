"""Records written over HTTP, one address a kind; what is wrong is said by field."""

from typing import Any

from ninja import Body, Router

from zhike.web.door import Asked
from zhike.web.forms.entry import EntryForm
from zhike.web.forms.known import FORMS
from zhike.web.told import ANSWERS, Answer, keep_told

router = Router(tags=["录入"])


def _add(form_class: type[EntryForm]) -> None:
    """Give a kind of record its address."""

    def create(request: Asked, body: Body[dict[str, Any]]) -> Answer:
        """Keep one record of a customer; fields are named as in the form."""
        return keep_told(request, form_class, body)

    create.__name__ = f"create_{form_class.noun}"
    said = f"录入{form_class.said}"
    router.post(f"/{form_class.noun}", summary=said, response=ANSWERS)(create)


for _form in FORMS.values():
    if _form.noun != "customers":  # stands beside the list of customers
        _add(_form)
