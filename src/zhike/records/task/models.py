"""The task row."""

from django.db import models


class Task(models.Model):
    """One thing for one person to do about a customer, until a day."""

    customer = models.ForeignKey("records.Customer", models.PROTECT, related_name="tasks")
    title = models.TextField()
    why = models.TextField(default="", blank=True)
    plan = models.TextField(default="", blank=True)  # the playbook plan it came from
    owner = models.ForeignKey("records.Account", models.PROTECT, null=True, related_name="+")
    due_on = models.DateField()
    state = models.TextField(
        choices=[("待办", "待办"), ("完成", "完成"), ("取消", "取消")],
        default="待办",
        db_index=True,
    )
    outcome = models.TextField(default="", blank=True)
    run = models.ForeignKey("records.AnalysisRun", models.PROTECT, null=True, related_name="+")
    finding = models.ForeignKey(  # what it came from (S3-30); kept as long as the task
        "records.Finding", models.PROTECT, null=True, related_name="tasks"
    )
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("records.Account", models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "task"
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "plan"],
                condition=models.Q(state="待办") & ~models.Q(plan=""),
                name="one_open_task_of_a_plan",
            )
        ]
        indexes = [models.Index(fields=["owner", "state", "due_on"], name="task_owner_due")]

    def __str__(self) -> str:
        """Say title and day."""
        return f"{self.title} {self.due_on}"
