"""Signed links that let someone without an account see an edition before its hour, for a while."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from itsdangerous import BadSignature, URLSafeSerializer

SALT = "atlas-preview-1"
MIN_SECRET = 32
"""Characters; a shorter secret can be guessed."""
MAX_DAYS = 14


@dataclass(frozen=True)
class Preview:
    """What a link allows.

    Parameters
    ----------
    edition
        The edition it shows.
    editor
        Who made it.
    until
        When it expires.
    """

    edition: str
    editor: str
    until: dt.datetime


def _serializer(secret: str) -> URLSafeSerializer:
    if len(secret) < MIN_SECRET:
        raise ValueError(f"the preview secret must have {MIN_SECRET} characters or more")
    return URLSafeSerializer(secret, salt=SALT)


def preview_token(secret: str, edition: str, editor: str, until: dt.datetime) -> str:
    """Return the token of a link.

    Parameters
    ----------
    secret
        From the server's secrets, `MIN_SECRET` characters or more.
    edition, editor
        What it shows and who made it.
    until
        When it expires, with its zone.

    Raises
    ------
    ValueError
        If the secret is short or `until` has no zone.
    """
    if until.utcoffset() is None:
        raise ValueError("until must have a time zone")
    payload = {"edition": edition, "editor": editor, "until": int(until.timestamp())}
    return str(_serializer(secret).dumps(payload))


def open_preview(secret: str, token: str, now: dt.datetime) -> Preview | None:
    """Return what a token allows at a moment, or None when it is forged, broken or expired.

    Raises
    ------
    ValueError
        If the secret is short or `now` has no zone.
    """
    if now.utcoffset() is None:
        raise ValueError("now must have a time zone")
    try:
        payload = _serializer(secret).loads(token)
        edition, editor = str(payload["edition"]), str(payload["editor"])
        until = dt.datetime.fromtimestamp(int(payload["until"]), dt.UTC)
    except (BadSignature, KeyError, TypeError, ValueError, OverflowError, UnicodeError):
        return None
    if now >= until:
        return None
    return Preview(edition, editor, until)


def is_editor(mail: str | None, editors: list[str]) -> bool:
    """Return whether a signed-in address is on the editors' list; case does not count."""
    if not mail:
        return False
    return mail.strip().casefold() in {editor.strip().casefold() for editor in editors}
