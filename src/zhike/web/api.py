"""The HTTP API: who may ask, how it refuses, and every family of addresses."""

import pkgutil
from collections.abc import Mapping
from http import HTTPStatus
from importlib import import_module
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.renderers import JSONRenderer

from zhike.web import endpoints
from zhike.web.auth import LoggedIn
from zhike.words.period import PeriodUnreadable
from zhike.words.problem import Refused


class Chinese(JSONRenderer):
    """JSON with its characters as they are."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False}


api = NinjaAPI(
    title="知客",
    version="1",
    description="与页面相同的查询和操作，按登录者的权限；程序收数用“设置 → 接口”的密钥"
    "（Authorization: Bearer zk_…）。金额单位为元，比率为 0–1。",
    auth=LoggedIn(),
    renderer=Chinese(),
    docs_decorator=login_required,
    urls_namespace="api",
)
for _module in pkgutil.iter_modules(endpoints.__path__):
    api.add_router("", import_module(f"{endpoints.__name__}.{_module.name}").router)


def _error(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    return api.create_response(request, {"error": sentence}, status=status)


@api.exception_handler(Refused)
def refused(request: HttpRequest, why: Refused) -> HttpResponse:
    """Say what the lower rooms refuse."""
    return _error(request, str(why), getattr(why, "status", HTTPStatus.BAD_REQUEST))


@api.exception_handler(PeriodUnreadable)
def unreadable(request: HttpRequest, why: PeriodUnreadable) -> HttpResponse:
    """Say how a period is written."""
    return _error(request, str(why), HTTPStatus.BAD_REQUEST)


@api.exception_handler(ValidationError)
def wrong_arguments(request: HttpRequest, why: ValidationError) -> HttpResponse:
    """Say which argument is missing or of the wrong kind."""
    said = "；".join(f"{_where(error)}：{error.get('msg', '')}" for error in why.errors)
    return _error(request, f"参数不对：{said}", HTTPStatus.UNPROCESSABLE_ENTITY)


def _where(error: dict[str, Any]) -> str:
    return str(error.get("loc", ("",))[-1])


@api.exception_handler(AuthenticationError)
def stranger(request: HttpRequest, _why: AuthenticationError) -> HttpResponse:
    """Ask to log in first."""
    sentence = "请先登录。"
    if request.headers.get("Authorization"):
        sentence = "这个地址不收密钥，请登录后使用；密钥只用于 intake、events 和 batches。"
    return _error(request, sentence, HTTPStatus.UNAUTHORIZED)


@api.exception_handler(Http404)
def not_there(request: HttpRequest, _why: Http404) -> HttpResponse:
    """Say that there is nothing here."""
    return _error(request, "没有这个地址或这条记录。", HTTPStatus.NOT_FOUND)


@api.exception_handler(HttpError)
def other(request: HttpRequest, why: HttpError) -> HttpResponse:
    """Say what is wrong with the request as such."""
    if why.status_code == HTTPStatus.FORBIDDEN:
        return _error(request, "缺少或过期的 CSRF 令牌，请带上 X-CSRFToken 再试。", 403)
    return _error(request, str(why), why.status_code)
