"""Customers of others somebody met while typing: kept in the session, named on no page."""

import secrets

from django.contrib.sessions.backends.base import SessionBase

SLOT, MOST = "met", 40


def remember_met(session: SessionBase, customer_id: int) -> str:
    """Keep a foreign customer under a token; the same one keeps its token."""
    kept: dict[str, int] = session.get(SLOT, {})
    for token, known in kept.items():
        if known == customer_id:
            return token
    token = secrets.token_urlsafe(6)
    session[SLOT] = dict([*kept.items(), (token, customer_id)][-MOST:])
    return token


def met(session: SessionBase, token: str) -> int | None:
    """Return the customer behind a token, or None."""
    found: int | None = session.get(SLOT, {}).get(token)
    return found
