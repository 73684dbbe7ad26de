"""Signed links that let someone without an account see an edition before its hour, for a while."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from itsdangerous import BadSignature, URLSafeSerializer

SALT = "atlas-preview-2"
MIN_SECRET = 32
"""Characters; a shorter secret can be guessed."""
MAX_DAYS = 14


@dataclass(frozen=True)
class Preview:
    """What a link allows.

    Parameters
    ----------
    number
        By which the list of links knows it.
    edition
        The edition it shows.
    editor
        Who made it.
    made, until
        When it was made and when it expires.
    """

    number: str
    edition: str
    editor: str
    made: dt.datetime
    until: dt.datetime


def _serializer(secret: str) -> URLSafeSerializer:
    if len(secret) < MIN_SECRET:
        raise ValueError(f"the preview secret must have {MIN_SECRET} characters or more")
    return URLSafeSerializer(secret, salt=SALT)


def preview_token(secret: str, preview: Preview) -> str:
    """Return the token of a link.

    Parameters
    ----------
    secret
        From the server's secrets, `MIN_SECRET` characters or more.
    preview
        What it allows.

    Raises
    ------
    ValueError
        If the secret is short, a moment has no zone, or the link lasts longer than `MAX_DAYS`.
    """
    if preview.until.utcoffset() is None or preview.made.utcoffset() is None:
        raise ValueError("made and until must have a time zone")
    if preview.until - preview.made > dt.timedelta(days=MAX_DAYS):
        raise ValueError(f"a link lasts {MAX_DAYS} days at most")
    payload = {
        "number": preview.number,
        "edition": preview.edition,
        "editor": preview.editor,
        "made": int(preview.made.timestamp()),
        "until": int(preview.until.timestamp()),
    }
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
        number, edition, editor = (str(payload[key]) for key in ("number", "edition", "editor"))
        made, until = (
            dt.datetime.fromtimestamp(int(payload[key]), dt.UTC) for key in ("made", "until")
        )
    except (BadSignature, KeyError, TypeError, ValueError, OverflowError, UnicodeError):
        return None
    if now >= until or until - made > dt.timedelta(days=MAX_DAYS):
        return None
    return Preview(number, edition, editor, made, until)


def is_editor(mail: str | None, editors: list[str]) -> bool:
    """Return whether a signed-in address is on the editors' list; case does not count."""
    if not mail:
        return False
    return mail.strip().casefold() in {editor.strip().casefold() for editor in editors}
