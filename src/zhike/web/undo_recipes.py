"""Taking back what was done to a recipe."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from zhike.records.mapping.changes import put_back_mapping, rename_mapping
from zhike.records.mapping.recipe import switch_line
from zhike.words.viewer import Viewer


def _line(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    said = switch_line(viewer, told["recipe"], told["line"], told["on"], at=at)
    return _("已撤销，步骤里的这一行恢复原样：%(line)s") % {"line": said}


def _name(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    rename_mapping(viewer, told["recipe"], told["name"], at=at)
    return _("已撤销，改回“%(name)s”") % {"name": told["name"]}


def _drop(viewer: Viewer, told: dict[str, Any], at: datetime) -> str:
    put_back_mapping(viewer, told["kept"], at=at)
    return _("已撤销，恢复了“%(name)s”") % {"name": told["kept"]["name"]}


RECIPES = {"recipe_line": _line, "recipe_name": _name, "recipe_drop": _drop}
"""Acts on recipes by their name, as web.undo knows them."""
