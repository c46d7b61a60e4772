"""What is kept of customers that rows point at: to know rows without a number again."""

import polars as pl
from django.db.models import Q

from zhike.records.competitor.models import Competitor
from zhike.records.intake.known import STEP, ids_of, visible_ids
from zhike.records.intake.nouns import NOUNS
from zhike.records.score.lookups import current_run_id
from zhike.records.tag.models import Tag
from zhike.words.viewer import Viewer

_COLUMNS = {
    "contacts": ("name", "title", "sex", "phone"),
    "interactions": ("happened_on", "summary"),
    "competitors": ("name",),
}


def children_of(viewer: Viewer, noun_name: str, parents: pl.Series) -> pl.DataFrame:
    """Return the live rows of customers: `_parent` as asked, `_identity`, what tells them apart.

    All of them, not only the Viewer's: a row that is somebody else's must be met and refused, not
    doubled. Nothing of it is shown.
    """
    del viewer
    names = _COLUMNS[noun_name]
    if noun_name == "competitors":
        return _namesakes(parents)
    owners = ids_of("customers", parents)
    asked: dict[int, list[str]] = {}
    for parent, customer_id in owners.items():
        asked.setdefault(customer_id, []).append(parent)
    found = []
    ids = list(asked)
    for start in range(0, len(ids), STEP):
        some = {"customer_id__in": ids[start : start + STEP]}
        rows = NOUNS[noun_name].model._default_manager.filter(gone_at__isnull=True, **some)
        for customer_id, identity, *values in rows.order_by("id").values_list(
            "customer_id", "identity", *names
        ):
            found += [(parent, identity, *values) for parent in asked[customer_id]]
    kinds = {name: pl.Date if name.endswith("_on") else pl.String for name in names}
    schema = {"_parent": pl.String, "_identity": pl.String, **kinds}
    return pl.DataFrame(found, schema=schema, orient="row")


def _namesakes(names: pl.Series) -> pl.DataFrame:
    rows = Competitor.objects.live().filter(name__in=names.to_list()).order_by("id")
    found = [(name, identity, name) for identity, name in rows.values_list("identity", "name")]
    schema = dict.fromkeys(("_parent", "_identity", "name"), pl.String)
    return pl.DataFrame(found, schema=schema, orient="row")


def tags_of_customers(viewer: Viewer, customer_ids: list[int]) -> dict[int, set[str]]:
    """Return the tags that customers bear now, by hand or by rule, to know what is new."""
    mine = visible_ids(viewer, NOUNS["customers"], customer_ids)
    run_id = current_run_id()
    found: dict[int, set[str]] = {}
    ids = sorted(mine)
    for start in range(0, len(ids), STEP):
        rows = Tag.objects.filter(customer_id__in=ids[start : start + STEP]).filter(
            Q(run_id=run_id, origin="rule") | Q(origin="hand", gone_at__isnull=True)
        )
        for customer_id, tag in rows.values_list("customer_id", "tag"):
            found.setdefault(customer_id, set()).add(tag)
    return found


def hand_tags_of(viewer: Viewer, customer_ids: list[int]) -> dict[int, list[tuple[int, str, str]]]:
    """Return the tags set by hand that customers bear now: id, tag and family of each."""
    ids = sorted(visible_ids(viewer, NOUNS["customers"], customer_ids))
    found: dict[int, list[tuple[int, str, str]]] = {}
    for start in range(0, len(ids), STEP):
        rows = Tag.objects.filter(customer_id__in=ids[start : start + STEP], gone_at__isnull=True)
        told = rows.filter(origin="hand").order_by("id")
        for tag in told:
            found.setdefault(tag.customer_id, []).append((tag.pk, tag.tag, tag.family))
    return found
