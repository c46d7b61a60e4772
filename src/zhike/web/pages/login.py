"""The door: login, logout, and one click a role in the demo."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from zhike.jobs.accounts import demo_account, demo_cards, demo_username
from zhike.records.demo import is_demo
from zhike.web.ways import own_place


@method_decorator(login_not_required, name="dispatch")
class Login(LoginView):
    """The login form; in the demo with a card a role."""

    template_name = "login.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add the demo's role cards."""
        cards = demo_cards() if is_demo(settings.HOME) else []
        return super().get_context_data(**kwargs) | {"roles": cards}


@login_not_required
@require_POST
def enter_demo(request: HttpRequest) -> HttpResponse:
    """Log in as one of the demo's people or roles, only where the demo runs; leads to 今天."""
    if not is_demo(settings.HOME):
        raise Http404
    role = request.POST.get("role", "")
    account = demo_account(demo_username(role) if role else request.POST.get("username", ""))
    wanted = own_place(request, request.POST.get("next", ""))
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(wanted or "home")


class Logout(LogoutView):
    """Leave; only by POST."""


urlpatterns = [
    path("login/", Login.as_view(), name="login"),
    path("login/demo/", enter_demo, name="demo_login"),
    path("logout/", Logout.as_view(), name="logout"),
]
