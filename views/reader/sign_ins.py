"""Who signed in, by what the provider said and what was ended here; and what the secrets say."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from analysis.editions.previews import MIN_SECRET
from store.private import attempts
from store.private.lines import read_lines
from store.private.links import LINKS

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Settings:
    """What the secrets say of editors.

    Parameters
    ----------
    mails
        The editors' list.
    link_secret
        What links are signed with; empty when it is missing or short, and links are off.
    log
        Where attempts are written; the lists of links and of sign-ins that ended lie beside it.
    """

    mails: tuple[str, ...] = ()
    link_secret: str = ""
    log: Path = attempts.LOG

    @property
    def links(self) -> Path:
        """The list of links."""
        return self.log.with_name(LINKS.name)

    @property
    def ended(self) -> Path:
        """The list of sign-ins that were ended."""
        return self.log.with_name("sign_outs.jsonl")


def settings() -> Settings:
    """Return what the secrets say of editors; nothing of it where there are none."""
    if not st.secrets.load_if_toml_exists():
        return Settings()
    found: Any = st.secrets.get("editors", {})
    secret = str(found.get("link_secret", ""))
    return Settings(
        tuple(str(mail) for mail in found.get("mails", [])),
        secret if len(secret) >= MIN_SECRET else "",
        Path(found.get("log", attempts.LOG)),
    )


def can_sign_in() -> bool:
    """Return whether the secrets name a provider, so that signing in is offered."""
    return bool(st.secrets.load_if_toml_exists() and st.secrets.get("auth"))


def signed_in() -> tuple[str, bool] | None:
    """Return the address of who signed in and whether the provider vouches for it; None if nobody.

    A provider that does not say that it verified the address does not vouch for it. A sign-in
    that was ended is nobody's, whoever still has its cookie.
    """
    if not can_sign_in() or not st.user.is_logged_in:
        return None
    return account(dict(st.user))


def account(claims: Mapping[str, Any]) -> tuple[str, bool] | None:
    """Return whose a sign-in is and whether the provider vouches for the address; None if ended.

    Parameters
    ----------
    claims
        What the provider said.
    """
    if sign_in_key(claims) in ended_sign_ins():
        return None
    mail = str(claims.get("email") or "")
    verified = claims.get("email_verified") in {True, "true"}
    return mail or str(claims.get("sub", "?")), bool(mail) and verified


def sign_in_key(claims: Mapping[str, Any]) -> str:
    """Return what tells one sign-in from all others, without saying whose it is."""
    told = "|".join(str(claims.get(name, "")) for name in ("iss", "sub", "email", "iat", "nonce"))
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def ended_sign_ins() -> frozenset[str]:
    """Return the sign-ins that were ended on this server."""
    entries, _ = read_lines(settings().ended)
    return frozenset(str(entry.get("sign_in")) for entry in entries)


def when_signed_in() -> str:
    """Return what tells one signing in from the next: when the provider vouched for it."""
    return str(st.user.get("iat", "")) if can_sign_in() else ""
