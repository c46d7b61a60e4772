"""The kept question."""

from django.db import models


class SavedView(models.Model):
    """One person's question to the list, with its order and columns, under a name of theirs."""

    account = models.ForeignKey("records.Account", models.PROTECT, related_name="views")
    name = models.TextField()
    query = models.JSONField(default=dict)  # the parameters of the address
    at = models.DateTimeField()

    class Meta:
        db_table = "saved_view"
        constraints = [
            models.UniqueConstraint(fields=["account", "name"], name="one_view_of_a_name")
        ]

    def __str__(self) -> str:
        """Say its name."""
        return self.name
