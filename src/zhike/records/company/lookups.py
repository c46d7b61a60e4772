"""Reading whose book this is."""

from zhike.records.company.models import Company


def company_name() -> str:
    """Return the company's name, or nothing while none has been given."""
    return Company.objects.order_by("id").values_list("name", flat=True).first() or ""
