"""Of whom something was judged since groups were last kept ready."""

from zhike.records.merge.models import JudgedLately


def note_judged(*customer_ids: int) -> None:
    """Note that what is said of customers changed."""
    JudgedLately.objects.bulk_create(JudgedLately(customer_id=one) for one in customer_ids)


def judged_lately() -> set[int]:
    """Return the customers noted and not forgotten yet."""
    return set(JudgedLately.objects.values_list("customer_id", flat=True))


def newest_note() -> int:
    """Return the newest note, 0 where there is none."""
    return JudgedLately.objects.order_by("-id").values_list("id", flat=True).first() or 0


def forget_notes(upto: int) -> None:
    """Forget notes that have been seen to; those behind `upto` stay."""
    JudgedLately.objects.filter(pk__lte=upto).delete()
