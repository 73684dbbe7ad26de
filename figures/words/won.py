"""Amounts of won in words: the certainty always stands beside the number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.programmes.grants import Money
    from figures.words.language import Words

MILLION = 1_000_000
HUNDRED_MILLION, TEN_MILLION, TEN_THOUSAND = 100_000_000, 10_000_000, 10_000
BILLION = 1_000_000_000


def won(speak: Words, amount: float) -> str:
    """Return an amount in million won: 90백만 원, 90 million won."""
    millions = amount / MILLION
    digits = 0 if float(millions).is_integer() else 1
    return speak("won.million", amount=speak.number(millions, digits))


def _span(speak: Words, low: int, high: int) -> str:
    """Return one amount, or two with a dash."""
    if low == high:
        return won(speak, low)
    digits = 0 if low % MILLION == 0 and high % MILLION == 0 else 1
    numbers = [speak.number(value / MILLION, digits) for value in (low, high)]
    return speak("won.million", amount="–".join(numbers))


def won_range(speak: Words, row: dict[str, Any]) -> str:
    """Return one recipient's amount with its certainty; an unprinted one says so.

    Parameters
    ----------
    speak
        The language.
    row
        A row of the `funding` table.
    """
    if row["certainty"] == "unknown":
        return speak("won.unknown")
    low, high = int(row["low_krw"]), int(row["high_krw"])
    if row["certainty"] == "up_to":
        return speak("won.up_to", money=won(speak, high))
    return speak(f"won.{row['certainty']}", money=_span(speak, low, high))


def money_text(speak: Words, money: Money) -> str:
    """Return a total with its certainty and with how many amounts it lacks."""
    if money.unknown:
        if money.unknown == money.recipients:
            return speak("won.unknown")
        return speak.plural("won.at_least", money.unknown, money=won(speak, money.low))
    if money.certainty == "up_to":
        return speak("won.up_to", money=won(speak, money.high))
    return speak(f"won.{money.certainty}", money=_span(speak, money.low, money.high))


def release_won(speak: Words, amount: int) -> str:
    """Return an amount as a release writes it: 9천만 원, 7천5백만 원, 11억 원; 90 million won."""
    if speak.names != "ko":
        size, key = (BILLION, "won.billion") if amount >= BILLION else (MILLION, "won.million")
        found = f"{amount / size:.3f}".rstrip("0").rstrip(".")
        return speak(key, amount=found)
    parts = []
    over, rest = divmod(amount, HUNDRED_MILLION)
    if over:
        parts.append(f"{speak.number(over)}억")
    if rest % MILLION == 0 and rest:
        tens, hundreds = divmod(rest, TEN_MILLION)
        parts.append(
            (f"{tens}천" if tens else "") + (f"{hundreds // MILLION}백" if hundreds else "") + "만"
        )
    elif rest:
        parts.append(f"{speak.number(rest // TEN_THOUSAND)}만")
    return f"{' '.join(parts)} 원"


def table_won(speak: Words, low: int, high: int, certainty: str) -> str:
    """Return an amount as the table of a release has it, in million won with its certainty.

    Parameters
    ----------
    speak
        The language.
    low, high
        Its bounds in won.
    certainty
        One of `analysis.programmes.grants.CERTAINTIES`, not `unknown`.
    """
    if certainty == "up_to":
        return speak("won.up_to", money=won(speak, high))
    return speak(f"won.{certainty}", money=_span(speak, low, high))
