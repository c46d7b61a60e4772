"""What stands in the sample row of a template, so that nobody has to guess the form of a cell."""

from zhike.playbook.playbook import Playbook
from zhike.playbook.printed import Head
from zhike.words.field import FieldSpec

_NUMBERS = {
    "customers": "C001", "contacts": "P001", "interactions": "I001", "orders": "O0001",
    "order_lines": "1", "products": "SKU001", "events": "E001", "cases": "Q001",
    "quotes": "B001", "contracts": "H001", "payments": "R001", "demands": "D001",
}  # fmt: skip
_TEXTS = {
    "customers.name": "示例科技有限公司",
    "contacts.name": "李经理",
    "contacts.title": "采购经理",
    "customers.industry": "软件和信息技术服务业",
    "customers.city": "苏州",
    "customers.province": "江苏",
    "customers.region": "华东",
    "customers.status": "跟进中",
    "customers.营收规模": "500-2000万",
    "interactions.summary": "客户想看样品，已约下周",
    "interactions.next_step": "3日内提供定制方案",
    "orders.amount_fen": "12500",
    "order_lines.product": "标签打印机",
    "products.name": "标签打印机",
    "quotes.discount": "8%",
    "order_lines.discount": "8%",
    "competitors.name": "示例竞争公司",
    "referrals.referrer": "王总",
    "channel_costs.month": "2024-05",
}
_KINDS = {
    "date": "2024-05-10", "partial_date": "2018-06", "moment": "2024-05-10 14:30",
    "money": "12500", "whole": "3", "number": "10", "percent": "25%", "discount": "8%",
    "range": "100-500人", "phone": "13800001234", "email": "li@example.com", "yes_no": "是",
}  # fmt: skip


def sample_of(head: Head, playbook: Playbook) -> str:
    """Return what the sample row has under a head; empty where an example would not help."""
    if head.column.sample or head.spec is None:
        return head.column.sample
    spec = head.spec
    if spec.path in _TEXTS:
        return _TEXTS[spec.path]
    if spec.name == "external_id":
        return _NUMBERS.get(spec.noun, "001")
    return next(iter(words_of(spec, playbook)), "") or _KINDS.get(spec.kind, "")


def words_of(spec: FieldSpec, playbook: Playbook) -> list[str]:
    """Return the words a cell of this field may be chosen from; none where anything may stand."""
    if spec.kind == "yes_no":
        return ["是", "否"]
    known = {vocabulary.name for vocabulary in playbook.vocabularies}
    if not spec.vocabulary or spec.vocabulary not in known:
        return []
    return [word.label for word in playbook.vocabulary(spec.vocabulary).words]
