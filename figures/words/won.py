"""Amounts of won in words: the certainty always stands beside the number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.programmes.grants import Money
    from figures.words.language import Words

MILLION = 1_000_000


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
