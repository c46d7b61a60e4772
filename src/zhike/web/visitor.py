"""Somebody from outside, without login or cookie: in which language, from which address."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

NEAR = ("127.0.0.1", "::1")
TAIWAN = ("zh-tw", "zh-hk", "zh-mo", "zh-hant")


def language_of(request: HttpRequest) -> str:
    """Return the language asked for in the address, else the browser's, else 简体中文."""
    wanted = request.GET.get("l", "")
    if wanted in dict(settings.LANGUAGES):
        return wanted
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if code.startswith("zh"):
            return "zh-hant" if code.startswith(TAIWAN) else "zh-hans"
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


def address_of(request: HttpRequest) -> str:
    """Return where a request comes from; a server in front on this machine says it for others."""
    near: str = request.META.get("REMOTE_ADDR", "")
    said = request.headers.get("X-Forwarded-For", "")
    return said.rpartition(",")[2].strip() if near in NEAR and said else near
