"""整理 → 清洗规则 → 清洗步骤: what was done to a sheet, done again to the next one of its heads."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from zhike.records.mapping.changes import drop_mapping, rename_mapping
from zhike.records.mapping.lookups import mapping_for, mapping_row_for, mappings_for
from zhike.records.mapping.recipe import as_text, switch_line, take_in
from zhike.records.playbook_version.lookups import active_playbook
from zhike.records.rights import insist
from zhike.web.door import Asked
from zhike.web.shown.clean_tabs import clean_tabs
from zhike.web.shown.downloads import as_file
from zhike.web.shown.recipes import listed, parts_shown
from zhike.web.undo import remember
from zhike.words.problem import Refused

ENDINGS = {"yaml": "application/yaml; charset=utf-8", "json": "application/json; charset=utf-8"}


def recipes(request: Asked) -> HttpResponse:
    """Show the recipes the Viewer may use."""
    insist(request.viewer, "import", _("查看清洗步骤"))
    context = {
        "title": _("清洗步骤"),
        "tabs": clean_tabs("cell_rules"),
        "recipes": listed(mappings_for(request.viewer)),
    }
    return render(request, "clean/recipes.html", context)


def recipe(request: Asked, recipe_id: int) -> HttpResponse:
    """Show one recipe, line by line."""
    insist(request.viewer, "import", _("查看清洗步骤"))
    row = mapping_row_for(request.viewer, recipe_id)
    context = {
        "title": _("清洗步骤"),
        "tabs": clean_tabs("cell_rules"),
        "recipe": row,
        "parts": parts_shown(row, active_playbook()),
    }
    return render(request, "clean/recipe.html", context)


@require_POST
def recipe_line(request: Asked, recipe_id: int) -> HttpResponse:
    """Switch a line on or off from the next file on."""
    line, on = request.POST.get("line", ""), request.POST.get("on") == "1"
    said = switch_line(request.viewer, recipe_id, line, on, at=timezone.now())
    undo = remember(request.session, "recipe_line", recipe=recipe_id, line=line, on=not on)
    told = _("已启用：%(line)s") if on else _("已停用：%(line)s")
    messages.success(request, told % {"line": said}, extra_tags=undo)
    return redirect("recipe", recipe_id)


@require_POST
def recipe_name(request: Asked, recipe_id: int) -> HttpResponse:
    """Give a recipe another name."""
    name = request.POST.get("name", "")
    before = rename_mapping(request.viewer, recipe_id, name, at=timezone.now())
    undo = remember(request.session, "recipe_name", recipe=recipe_id, name=before)
    messages.success(request, _("已改名为“%(name)s”") % {"name": name.strip()}, extra_tags=undo)
    return redirect("recipe", recipe_id)


@require_POST
def recipe_drop(request: Asked, recipe_id: int) -> HttpResponse:
    """Drop a recipe."""
    kept = drop_mapping(request.viewer, recipe_id, at=timezone.now())
    undo = remember(request.session, "recipe_drop", kept=kept)
    messages.success(request, _("已删除“%(name)s”") % {"name": kept["name"]}, extra_tags=undo)
    return redirect("recipes")


def recipe_file(request: Asked, recipe_id: int, ending: str) -> HttpResponse:
    """Hand a recipe out as a file that another installation takes in."""
    row = mapping_for(request.viewer, recipe_id)
    text = as_text(row, ending).encode()
    return as_file(f"{row.name}.{ending}", text, content_type=ENDINGS[ending])


@require_POST
def recipe_import(request: Asked) -> HttpResponse:
    """Take a recipe in from a file."""
    file = request.FILES.get("file")
    if file is None:
        raise Refused(_("请选一个 YAML 或 JSON 文件。"))
    kept = take_in(request.viewer, file.read(), playbook=active_playbook(), at=timezone.now())
    messages.success(request, _("已导入，下次同样的表头照这份步骤读"))
    return redirect("recipe", kept)


urlpatterns = [
    path("clean/recipes/", recipes, name="recipes"),
    path("clean/recipes/import/", recipe_import, name="recipe_import"),
    path("clean/recipes/<int:recipe_id>/", recipe, name="recipe"),
    path("clean/recipes/<int:recipe_id>/line/", recipe_line, name="recipe_line"),
    path("clean/recipes/<int:recipe_id>/name/", recipe_name, name="recipe_name"),
    path("clean/recipes/<int:recipe_id>/drop/", recipe_drop, name="recipe_drop"),
    *(
        path(
            f"clean/recipes/<int:recipe_id>/recipe.{ending}", recipe_file, {"ending": ending},
            name=f"recipe_{ending}",
        )
        for ending in ENDINGS
    ),
]  # fmt: skip
