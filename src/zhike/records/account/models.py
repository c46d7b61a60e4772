"""Accounts, teams and roles (own user model from the first migration)."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class Team(models.Model):
    """A group of people who share customers, such as 销售一部."""

    name = models.TextField(unique=True)

    class Meta:
        db_table = "team"

    def __str__(self) -> str:
        """Say the team's name."""
        return self.name


class Role(models.Model):
    """What somebody may see (`scope`) and do (`rights`), such as 销售顾问."""

    name = models.TextField(unique=True)
    scope = models.CharField(
        max_length=4, choices=[("all", "全部"), ("team", "团队"), ("own", "本人")]
    )
    rights = models.JSONField(default=list)

    class Meta:
        db_table = "role"

    def __str__(self) -> str:
        """Say the role's name."""
        return self.name


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by their login name; they are made in `changes` only."""


class Account(AbstractBaseUser):
    """A person who logs in and may own customers."""

    username = models.CharField(_("登录名"), max_length=64, unique=True)
    name = models.TextField()
    role = models.ForeignKey(Role, models.PROTECT)
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    rev = models.BigIntegerField(default=0)  # raised when the team changes: customers carry it

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        db_table = "account"

    def __str__(self) -> str:
        """Say the person's name."""
        return self.name
