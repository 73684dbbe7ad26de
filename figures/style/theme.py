"""The house style: colours, fonts, logo and footer, read from a file an office can change."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from figures.style.palette import DOTS, INKS, STATUS_STYLES, Ink, Style, contrast
from figures.words.language import LANGUAGES
from store.errors import Fault, InputError

DEFAULT_THEME_FILE = Path(__file__).resolve().parent / "theme.toml"
FIRST_SYLLABLE = 0xAC00
HEX = re.compile(r"#[0-9A-Fa-f]{6}")
EXAMPLE = f"six digits after #, such as {INKS['light'].accent}"
LEAST_CONTRAST = 4.5
"""Of text on paper, WCAG 2.2, 1.4.3."""

KNOWN = {
    "office": set(LANGUAGES),
    "fonts": {"regular", "bold", "document"},
    "logo": {"file"},
    "footer": set(LANGUAGES),
    "institution": {*LANGUAGES, "contact", "official"},
    "department": set(LANGUAGES),
    "director": {*LANGUAGES, "phone"},
    "officer": {*LANGUAGES, "phone"},
    "colours": {field.name for field in fields(Ink)} | set(STATUS_STYLES["light"]),
}


@dataclass(frozen=True)
class Institution:
    """Who publishes the screens, as a theme file names it; nobody unless it does.

    Parameters
    ----------
    name
        Language to the institution's name; empty for none.
    contact
        Telephone or address to write to; may be empty.
    official
        Whether it is an official site of the Korean government, which must say so.
    """

    name: dict[str, str]
    contact: str
    official: bool


@dataclass(frozen=True)
class Theme:
    """The house style of pictures and documents.

    Parameters
    ----------
    office, footer
        Language to the office's name and its line in the footer.
    institution
        Who publishes the screens.
    regular, bold
        TrueType files.
    family
        The name the two fonts carry.
    document
        The font that slides and notes ask the reader's machine for.
    logo
        A picture file, or None.
    ink
        Colours around the data.
    styles
        Status to its style.
    department
        Language to the name of the department that writes releases; empty where not told.
    contacts
        "director" and "officer" to their names by language, and their "phone".
    """

    office: dict[str, str]
    footer: dict[str, str]
    institution: Institution
    regular: Path
    bold: Path
    family: str
    document: str
    logo: Path | None
    ink: Ink
    styles: dict[str, Style]
    department: dict[str, str]
    contacts: dict[str, dict[str, str]]


def load_theme(path: Path = DEFAULT_THEME_FILE) -> Theme:
    """Return the house style of a theme file.

    Parameters
    ----------
    path
        A TOML file like `figures/style/theme.toml`; what it leaves out keeps the atlas's value.

    Raises
    ------
    InputError
        With every fault: an unknown setting, a colour that is none, a font or logo that is
        missing or unreadable, text that does not read on the paper.
    """
    own = _read(DEFAULT_THEME_FILE)
    asked = _read(path)
    faults = _unknown(asked, path)
    merged: dict[str, dict[str, str]] = {name: {**own.get(name, {})} for name in KNOWN}
    for section, values in asked.items():
        merged.setdefault(section, {}).update(values)
    ink, styles, colour_faults = _colours(merged["colours"], path)
    regular = _placed(asked, merged, "fonts", "regular", path)
    bold = _placed(asked, merged, "fonts", "bold", path)
    names = []
    for font in (regular, bold):
        name, font_faults = _family(font, path)
        names.append(name)
        faults += font_faults
    logo = None
    if merged["logo"]["file"]:
        logo = _placed(asked, merged, "logo", "file", path)
        faults += _logo_faults(logo, path)
    faults += colour_faults
    if faults:
        raise InputError(faults)
    return Theme(
        office=_in_every_language(merged["office"]),
        footer=_in_every_language(merged["footer"]),
        institution=_institution(merged["institution"]),
        regular=regular,
        bold=bold,
        family=names[0],
        document=merged["fonts"]["document"],
        logo=logo,
        ink=ink,
        styles=styles,
        department=_in_every_language(merged["department"]),
        contacts={
            role: _in_every_language(merged[role]) | {"phone": merged[role]["phone"]}
            for role in ("director", "officer")
        },
    )


@cache
def institution() -> Institution:
    """Return who publishes the screens, as the atlas's own theme file says."""
    return _institution(_read(DEFAULT_THEME_FILE).get("institution", {}))


def _institution(texts: dict[str, str]) -> Institution:
    """Return an institution of a theme; what the theme leaves out is empty."""
    empty = dict.fromkeys(LANGUAGES, "")
    name = _in_every_language({**empty, **{k: v for k, v in texts.items() if k in LANGUAGES}})
    return Institution(name, texts.get("contact", ""), texts.get("official", "") == "yes")


def _in_every_language(texts: dict[str, str]) -> dict[str, str]:
    """Return a text by language; a language without its own has that of its names."""
    return {key: texts.get(key, texts[one.names]) for key, one in LANGUAGES.items()}


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError.one(
            str(path), value="no file", expected="a theme file", next_step="Check the path."
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise InputError.one(
            str(path),
            value=str(error),
            expected="a TOML file in UTF-8",
            next_step="Start from a copy of figures/style/theme.toml.",
        ) from None


def _unknown(asked: dict[str, Any], path: Path) -> list[Fault]:
    """Return a fault for each setting that the theme does not know."""
    faults = []
    for section, values in asked.items():
        if section not in KNOWN or not isinstance(values, dict):
            known = ", ".join(KNOWN)
            faults.append(Fault(str(path), "", f"[{section}]", f"one of {known}", "Remove it."))
            continue
        for key, value in values.items():
            if key not in KNOWN[section]:
                known = ", ".join(sorted(KNOWN[section]))
                faults.append(
                    Fault(str(path), f"[{section}]", key, f"one of {known}", "Remove it.")
                )
            elif not isinstance(value, str):
                faults.append(
                    Fault(str(path), f"[{section}] {key}", repr(value), "a text", "Quote it.")
                )
    if faults:
        raise InputError(faults)
    return faults


def _placed(
    asked: dict[str, Any], merged: dict[str, dict[str, str]], section: str, key: str, path: Path
) -> Path:
    """Return a file of a theme, relative to the theme that names it."""
    root = path if key in asked.get(section, {}) else DEFAULT_THEME_FILE
    return (root.resolve().parent / merged[section][key]).resolve()


def _colours(colours: dict[str, str], path: Path) -> tuple[Ink, dict[str, Style], list[Fault]]:
    faults = [
        Fault(str(path), f"[colours] {key}", repr(value), EXAMPLE, "Correct it.")
        for key, value in colours.items()
        if not HEX.fullmatch(value)
    ]
    if faults:
        raise InputError(faults)
    own = {field.name for field in fields(Ink)}
    ink = replace(INKS["light"], **{k: v for k, v in colours.items() if k in own})
    styles = dict(STATUS_STYLES["light"])
    for key in set(colours) - own:
        styles[key] = replace(styles[key], fill=colours[key])
    held = styles["designated"]
    # Designated on weak evidence: the same fill, dotted, as on the web map.
    styles["weak"] = replace(held, stroke=ink.paper, hatch=DOTS)
    pairs = [("text", ink.text, ink.paper), ("muted", ink.muted, ink.paper)]
    pairs += [("accent", ink.accent, ink.paper)]
    faults += [
        Fault(
            str(path),
            f"[colours] {name}",
            f"{one} on {other}, contrast {contrast(one, other):.1f}",
            f"{LEAST_CONTRAST} or more",
            "Choose a darker text or a lighter paper.",
        )
        for name, one, other in pairs
        if contrast(one, other) < LEAST_CONTRAST
    ]
    return ink, styles, faults


def _family(font: Path, path: Path) -> tuple[str, list[Fault]]:
    """Return a font's family name, and a fault when it is missing or no TrueType font."""
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415  # only pictures need it

    try:
        with font.open("rb") as file, TTFont(file, lazy=True) as opened:
            name = opened["name"].getBestFamilyName() or font.stem
            if "glyf" not in opened or FIRST_SYLLABLE not in opened.getBestCmap():
                raise TTLibError("no TrueType outlines, or no Korean")  # noqa: TRY301  # one way out
    except (OSError, TTLibError) as error:
        reason = "no file" if not font.exists() else str(error)
        expected = "a readable TrueType font with Korean syllables"
        return "", [Fault(str(path), f"[fonts] {font}", reason, expected, "Check the path.")]
    return str(name), []


def _logo_faults(logo: Path, path: Path) -> list[Fault]:
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415  # only pictures need it

    try:
        with Image.open(logo) as picture:
            if picture.format not in {"PNG", "JPEG"}:
                raise UnidentifiedImageError(picture.format)  # noqa: TRY301  # one way out
            picture.load()
    except (OSError, UnidentifiedImageError, SyntaxError, ValueError) as error:
        reason = "no file" if not logo.exists() else f"unreadable: {error}"
        return [Fault(str(path), f"[logo] {logo}", reason, "a PNG or JPEG", "Check the file.")]
    return []
