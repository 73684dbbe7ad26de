"""Whether two names are one person: form, case, blanks, unseen signs and look-alikes do not count.

An address and the name in it are one account's: `kim.minji@example.kr`, `Kim Minji` and
`Kim Minji <kim.minji@example.kr>` are all the same person. Two people who share all that have to
write their names differently.
"""

from __future__ import annotations

import re
import unicodedata

LOOK_ALIKES = str.maketrans(
    # Cyrillic, Greek, Armenian and Latin letters that are drawn like others, after case folding.
    "аеорсухіјѕԁһԛԝвкмнтгπαορνικυτβεηρχγμζօսոհցզıȷɑɡɩʋ",
    "aeopcyxijsdhqwbkmhtrnaopvikutbenpxymzounhgqijagiv",
)
"""Letters of other scripts that are drawn like Latin ones, in lower case."""

USUAL = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u024f\u1e00-\u1eff\u2010-\u2019"
    "\uac00-\ud7a3\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
)
"""ASCII, Latin with its marks, Hangul syllables, Chinese characters; dashes and quotation marks."""

ADDRESS = re.compile(r"[^\s<>@]+@[^\s<>@]+")


def _plain(text: str) -> str:
    """Return the letters and digits of a text, as they are told apart at sight."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    # Marks above letters go too: a name with and without its accent is one name here.
    letters = unicodedata.normalize("NFD", folded.translate(LOOK_ALIKES))
    kept = "".join(sign for sign in letters if sign.isalnum())
    return unicodedata.normalize("NFC", kept).translate(LOOK_ALIKES)


def identities(who: str) -> frozenset[str]:
    """Return everything that a person is known by: the name, the address, the name in it.

    Examples
    --------
    >>> sorted(identities("Kim Minji <kim.minji@example.kr>"))
    ['kimminji', 'kimminji@examplekr']
    """
    # Unseen signs inside an address would hide it.
    seen = "".join(sign for sign in who if unicodedata.category(sign) != "Cf")
    found = set()
    for address in ADDRESS.findall(unicodedata.normalize("NFKC", seen)):
        local, _, host = address.rpartition("@")
        name = _plain(local.partition("+")[0])
        found |= {name, f"{name}@{_plain(host)}"}
    found.add(_plain(ADDRESS.sub("", unicodedata.normalize("NFKC", seen))))
    return frozenset(found - {""})


def strange_letters(who: str) -> str:
    """Return the letters of a name that are of no script that names are written in here.

    Hangul syllables, Chinese characters and Latin letters are; small capitals, loose parts of
    syllables, fillers and other alphabets are not: there is no end of letters that look alike.

    Examples
    --------
    >>> strange_letters("Kim Minji 김민지 金敏智 José"), len(strange_letters("\u13e6im"))
    ('', 1)
    """
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", who))
    return "".join(sign for sign in text if not USUAL.match(sign))


def same_person(one: str, other: str) -> bool:
    """Return whether two names may be one person's; of two accounts, the addresses decide.

    Examples
    --------
    >>> same_person("Kim Minji", "kim.minji@example.kr"), same_person("Kim", "Lee")
    (True, False)
    """
    return bool(identities(one) & identities(other))
