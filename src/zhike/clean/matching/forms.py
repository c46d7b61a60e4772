"""Customers in the forms in which they are compared, a row each."""

from collections.abc import Iterable

import polars as pl

from zhike.clean.codes import clean_credit_codes
from zhike.clean.emails import clean_emails
from zhike.clean.matching.firm_form import FirmForm, firm_form
from zhike.clean.matching.people import PersonForm, person_form
from zhike.clean.matching.phone_forms import parted_phones, phone_parts
from zhike.clean.matching.places import place_code, place_prefix
from zhike.clean.matching.public_mail import PUBLIC_MAIL
from zhike.clean.matching.sounds import sounds
from zhike.clean.matching.typed import PERSONS
from zhike.clean.name_parts import each_apart
from zhike.clean.names import match_keys, simplify

_FIRM = r"公司|集团|厂$|店$|中心$|银行|医院|学校|大学|研究[院所]|事务所|合作社|部$"


def comparable(customers: pl.DataFrame) -> pl.DataFrame:
    """Return the forms of customers for `find_matches`, sorted by id; keep them for the next run.

    `customers` has `id` (int, each once) and any of kind (organisation|person), name, credit_code,
    phone or phones, email or emails, contact or contacts (names of people), city, province, region,
    address; the plural ones are lists, a `phone` may hold several numbers. Traditional characters,
    width, brackets and typing of the legal form don't count here; nothing of this is stored back.
    """
    ordered = customers.sort("id")
    name = _folded(_text(ordered, "name"))
    is_person = _is_person(_text(ordered, "kind"), name)
    named = each_apart(_where(name, ~is_person), firm_form, FirmForm._fields)
    people = each_apart(_where(name, is_person), person_form, PersonForm._fields)
    frame = ordered.select("id").with_columns(
        is_person=is_person,
        name_key=_where(_name_keys(_text(ordered, "name")), is_person | ~named["core"].is_null()),
        credit_code=clean_credit_codes(_text(ordered, "credit_code")).values,
        sound=sounds(named["core"]),
        **_mail(ordered),
        **_places(ordered),
    )
    parts = [frame, named, phone_parts(_phones(ordered)), _contacts(ordered)]
    own = people.rename({"surname": "own_surname"})
    joined = pl.concat(
        [*parts, own, sounds(people["person"]).to_frame("person_sound")], how="horizontal"
    )
    return joined.with_columns(
        mobile=pl.col("mobiles").list.first(),
        switchboard=pl.col("switchboards").list.first(),
        phones=_together("mobiles", "switchboards"),
    )


def _name_keys(names: pl.Series) -> pl.Series:
    """Return the keys by which names are exactly equal, null for one that says nothing."""
    keys = match_keys(names)
    return keys.to_frame("key").select(pl.when(pl.col("key") != "").then("key")).to_series()


def _together(one: str, other: str) -> pl.Expr:
    """Return two lists as one, null where both are."""
    either = pl.col(one).is_not_null() | pl.col(other).is_not_null()
    both = pl.concat_list(pl.col(name).fill_null([]) for name in (one, other))
    return pl.when(either).then(both)


def _text(customers: pl.DataFrame, name: str) -> pl.Series:
    if name in customers.columns:
        return customers[name].cast(pl.String)
    return pl.Series(name, [None] * customers.height, dtype=pl.String)


def _list(customers: pl.DataFrame, name: str) -> pl.Series | None:
    """Return a column of lists, from `names` or, one each, from `name`."""
    if f"{name}s" in customers.columns:
        return customers[f"{name}s"].cast(pl.List(pl.String))
    return None


def _folded(text: pl.Series) -> pl.Series:
    """Return text in half width, small letters and simplified characters."""
    folded = text.str.normalize("NFKC").str.to_lowercase().str.strip_chars()
    return simplify(folded)


def _where(names: pl.Series, wanted: pl.Series) -> pl.Series:
    """Return the names that are wanted, null for the others."""
    return pl.select(pl.when(wanted).then(names)).to_series()


def _is_person(kind: pl.Series, name: pl.Series) -> pl.Series:
    """Say who is a person; where nobody said, a short name without a word of firms is one."""
    short = (name.str.len_chars() <= 4) & ~name.str.contains(_FIRM)
    said = pl.when(kind.is_null()).then(short).otherwise(kind.is_in(PERSONS))
    return pl.select(said.fill_null(value=False)).to_series()


def _phones(customers: pl.DataFrame) -> pl.Series:
    several = _list(customers, "phone")
    if several is not None:
        return several
    return pl.select(parted_phones(pl.lit(_text(customers, "phone")))).to_series()


def _mail(customers: pl.DataFrame) -> dict[str, pl.Series | pl.Expr]:
    several = _list(customers, "email")
    first = _text(customers, "email") if several is None else several.list.first()
    clean = clean_emails(first).values.str.to_lowercase()
    whole = pl.select(pl.when(~clean.str.contains("*", literal=True)).then(clean)).to_series()
    domain = whole.str.extract(r"@(.+)$")
    own = pl.select(pl.when(~domain.is_in(PUBLIC_MAIL)).then(domain)).to_series()
    return {"email": whole, "domain": own}


def _places(customers: pl.DataFrame) -> dict[str, pl.Series]:
    """Return the place, as exact as the first of city, address, province and region says."""
    texts = {n: _folded(_text(customers, n)) for n in ("city", "address", "province", "region")}
    found = pl.DataFrame(texts).select(place_code(pl.col(n)).alias(n) for n in texts)
    best = pl.coalesce(_longest(found.columns))
    street = pl.col("address").str.replace(place_prefix(), "").str.replace_all(r"[\s,.()#-]", "")
    address = pl.DataFrame(texts).select(pl.when(street.str.len_chars() >= 4).then(street))
    return {"place": found.select(best).to_series(), "address": address.to_series()}


def _longest(names: Iterable[str]) -> list[pl.Expr]:
    cities = [pl.when(pl.col(n).str.len_chars() == 4).then(n) for n in names]
    return [*cities, *(pl.col(n) for n in names)]


def _people(names: pl.Series) -> pl.DataFrame:
    return each_apart(_folded(names), person_form, PersonForm._fields)


def _contacts(customers: pl.DataFrame) -> pl.DataFrame:
    """Return `contact` (the first full name), `contacts` and `surname` of the first contact."""
    several = _list(customers, "contact")
    if several is None:
        one = _people(_text(customers, "contact"))
        listed = pl.when(pl.col("person").is_not_null()).then(pl.concat_list("person"))
        return one.select(contact="person", contacts=listed, surname="surname")
    rows = pl.DataFrame({"row": pl.int_range(len(several), eager=True), "name": several})
    each = rows.explode("name", empty_as_null=True)
    told = each.select("row").hstack(_people(each["name"]))
    full = pl.col("person").drop_nulls()
    grouped = told.group_by("row", maintain_order=True).agg(
        contact=full.first(), contacts=full.unique().sort(), surname=pl.col("surname").first()
    )
    empty = pl.col("contacts").list.len() == 0
    return grouped.drop("row").with_columns(contacts=pl.when(~empty).then("contacts"))
