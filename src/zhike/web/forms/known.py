"""Every form there is, found by listing its folder, in the order of the menu ＋."""

import pkgutil
from importlib import import_module

from zhike.records.entry.rights import may_write
from zhike.web.forms import entries
from zhike.web.forms.entry import EntryForm
from zhike.words.viewer import Viewer


def _found() -> dict[str, type[EntryForm]]:
    modules = (
        import_module(f"{entries.__name__}.{module.name}")
        for module in pkgutil.iter_modules(entries.__path__)
    )
    ordered = sorted((module.Entry for module in modules), key=lambda form: form.place)
    return {form.noun: form for form in ordered}


FORMS: dict[str, type[EntryForm]] = _found()


def forms_for(viewer: Viewer | None) -> list[type[EntryForm]]:
    """Return the forms somebody may fill in."""
    return [form for form in FORMS.values() if viewer and may_write(viewer, form.noun)]
