"""A form, its published versions and its links."""

from django.db import models


class PublicForm(models.Model):
    """A form people outside fill in; `content` is the draft, a version what is published."""

    STATES = [("草稿", "草稿"), ("发布", "发布"), ("停用", "停用")]

    content = models.JSONField(default=dict)  # a Design, see zhike.collect.form.design
    state = models.TextField(choices=STATES, default="草稿")
    version = models.IntegerField(default=0)  # the newest published one; 0: none yet
    owner = models.ForeignKey("records.Account", models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "public_form"

    def __str__(self) -> str:
        """Say the title and the state."""
        return f"{self.content.get('title', '')} {self.state}"


class FormVersion(models.Model):
    """What a form asked, word for word, from one publishing to the next."""

    form = models.ForeignKey(PublicForm, models.PROTECT, related_name="versions")
    number = models.IntegerField()
    content = models.JSONField()
    by = models.ForeignKey("records.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "form_version"
        constraints = [models.UniqueConstraint(fields=["form", "number"], name="one_form_version")]

    def __str__(self) -> str:
        """Say which version of which form."""
        return f"{self.form_id} v{self.number}"


class FormLink(models.Model):
    """One address of a form, for one channel: whoever comes by it came from there."""

    form = models.ForeignKey(PublicForm, models.PROTECT, related_name="links")
    token = models.TextField(unique=True)
    channel = models.TextField()  # a word of the vocabulary 接触渠道
    label = models.TextField(default="", blank=True)  # 上海展会 3 号馆
    shown = models.IntegerField(default=0)
    handed_in = models.IntegerField(default=0)
    closed = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "form_link"

    def __str__(self) -> str:
        """Say the channel and the label."""
        return f"{self.channel} {self.label}"


class Knock(models.Model):
    """How often one address handed in within one hour; only a digest that changes daily."""

    digest = models.TextField()
    hour = models.DateTimeField()
    times = models.IntegerField(default=0)

    class Meta:
        db_table = "form_knock"
        constraints = [models.UniqueConstraint(fields=["digest", "hour"], name="one_knock")]

    def __str__(self) -> str:
        """Say the hour and the number."""
        return f"{self.hour} {self.times}"
