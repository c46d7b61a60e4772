"""What is handed over by a form: also when the login had run out in between."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from zhike.web.door import Asked

View = Callable[..., HttpResponse]


def posted(view: View) -> View:
    """Make a view answer forms only; who comes back to it from the login hears what to do.

    After a login the browser asks for the address of the form it could not hand over.
    """

    @wraps(view)
    def answer(request: Asked, **named: int) -> HttpResponse:
        if request.method == "POST":
            return view(request, **named)
        messages.info(request, _("登录刚才过期了，这一步没有收到，什么也没有改变；请再做一次。"))
        batch = named.get("batch_id")
        return redirect("collect") if batch is None else redirect("collect_batch", batch)

    return answer
