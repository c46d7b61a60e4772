"""Refusing what a role doesn't allow, whatever it is about."""

from django.utils.translation import gettext as _

from zhike.words.problem import Refused
from zhike.words.viewer import Viewer


class MayNot(Refused):
    """The Viewer's role does not hold the right an act needs."""

    status = 403


def insist(viewer: Viewer, right: str, act: str) -> None:
    """Refuse when the Viewer's role lacks a right; `act` says what was asked for."""
    if not viewer.can(right):
        raise MayNot(_("您的角色不能%(act)s，请找管理员调整权限。") % {"act": _(act)})
