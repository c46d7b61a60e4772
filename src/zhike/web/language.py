"""The language of the pages: the one a person chose, else Chinese, whatever the browser says."""

from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class ChosenLanguage(LocaleMiddleware):
    """Takes the language from the choice on 设置 alone."""

    def process_request(self, request: HttpRequest) -> None:
        """Switch to the chosen language for this request."""
        wanted = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        translation.activate(known)
        request.LANGUAGE_CODE = translation.get_language()
