"""The import one would write first: a row at a time, checked in Python, kept by bulk_create.

    ZHIKE_HOME=… python bench/naive_import.py WORKBOOK

It keeps less than we do: no raw cells, no journal, no search pieces, no problems with their place.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

import openpyxl

from zhike.jobs.boot import start_django

start_django()

from django.utils import timezone  # noqa: E402 - settings first

from zhike.records.contact.models import Contact  # noqa: E402
from zhike.records.customer.models import Customer  # noqa: E402

BATCH = 2_000
FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日")
TYPES = {"潜在": "潜在", "意向客户": "意向", "成交": "成交", "流失": "流失"}
EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@([A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
EMPTY = {"", "-", "--", "无", "暂无", "N/A"}


class Unreadable(ValueError):
    """A cell nobody can read."""


def text(cell: Any) -> str:
    """Return a cell as text, gaps as nothing."""
    said = "" if cell is None else str(cell).strip()
    return "" if said in EMPTY else said


def day(cell: Any) -> date | None:
    """Return the day a cell says, in any of the forms people use."""
    if isinstance(cell, datetime):
        return cell.date()
    said = text(cell)
    for form in FORMS:
        try:
            return datetime.strptime(said, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    if said:
        raise Unreadable(said)
    return None


def fen(cell: Any) -> int | None:
    """Return an amount written in 万元 or with its own unit as 分."""
    said = text(cell).replace(",", "")
    if not said:
        return None
    try:
        return int(Decimal(said.removesuffix("万").removesuffix("元")) * 1_000_000)
    except InvalidOperation as why:
        raise Unreadable(said) from why


def phone(cell: Any) -> str:
    """Return a mobile number as eleven digits; masked ones stay as they are."""
    said = re.sub(r"[\s-]", "", text(cell)).removeprefix("+86")
    if said and not re.fullmatch(r"1[3-9][\d*]{9}", said):
        raise Unreadable(said)
    return said


def email(cell: Any) -> str:
    """Return an address that looks like one."""
    said = text(cell)
    if said and not EMAIL.fullmatch(said):
        raise Unreadable(said)
    return said


def whole(cell: Any) -> int | None:
    """Return a whole number."""
    said = text(cell)
    return int(said) if said else None


READ: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "客户编号": ("external_id", text),
    "客户名称": ("name", text),
    "联系人": ("contact.name", text),
    "联系电话": ("contact.phone", phone),
    "职务": ("contact.title", text),
    "邮箱": ("contact.email", email),
    "所属行业": ("industry_text", text),
    "企业规模": ("size_text", text),
    "企业性质": ("ownership", text),
    "省份": ("province", text),
    "城市": ("city", text),
    "客户类型": ("customer_type", lambda cell: TYPES[text(cell)]),
    "接触渠道": ("source_channel", text),
    "首次接触时间": ("first_contact_on", day),
    "最近跟进时间": ("stated_follow_up_on", day),
    "跟进人": ("owner_text", text),
    "累计交易金额(万元)": ("stated_amount_fen", fen),
    "潜在价值评分(1-5分)": ("potential", whole),
    "需求描述": ("demand_text", text),
    "备注": ("remark", text),
}


def rows_of(path: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Give each row of the first sheet as checked fields; cells nobody can read are left out."""
    sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
    cells = sheet.iter_rows(values_only=True)
    heads = [str(head) for head in next(cells)]
    for number, row in enumerate(cells, 2):
        fields: dict[str, Any] = {}
        for head, cell in zip(heads, row, strict=True):
            name, read = READ[head]
            try:
                fields[name] = read(cell)
            except (Unreadable, KeyError, ValueError) as why:
                fields.setdefault("problems", []).append((number, head, str(why)))
        yield number, fields


def main(path: str) -> None:
    """Keep every row of the workbook as a customer with a contact."""
    at = timezone.now()
    taken: dict[int, int] = defaultdict(int)
    customers, contacts, problems = [], [], []
    for number, fields in rows_of(path):
        problems += fields.pop("problems", [])
        person = {
            name.partition(".")[2]: fields.pop(name)
            for name in list(fields)
            if name.startswith("contact.")
        }
        first = fields.get("first_contact_on") or at.date()
        month = first.year * 100 + first.month
        taken[month] += 1
        customer = Customer(
            **fields, identity=f"编号:{fields['external_id']}", rev=1, created_at=at,
            source_row=number, number_month=month, number_seq=taken[month],
            number=f"C{month}{taken[month]:03}",
        )  # fmt: skip
        customers.append(customer)
        contacts.append(
            Contact(
                **person, customer=customer, rev=1, created_at=at, source_row=number,
                identity=f"联系人:{customer.identity}|{person['name']}",
            )
        )  # fmt: skip
        if len(customers) == BATCH:
            keep(customers, contacts)
    keep(customers, contacts)
    print(f"{sum(taken.values())} rows, {len(problems)} problems")


def keep(customers: list[Customer], contacts: list[Contact]) -> None:
    """Write what has come together."""
    Customer.objects.bulk_create(customers)
    Contact.objects.bulk_create(contacts)
    customers.clear()
    contacts.clear()


if __name__ == "__main__":
    main(sys.argv[1])
