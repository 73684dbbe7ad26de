"""`atlas.py coverage`: how far the country is covered, by province."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import click

from analysis.atlas import Atlas, source_text
from analysis.clock import today
from analysis.coverage.counting import DEFAULT_RULE, RULES, Count, check_date
from figures.words.language import DEFAULT_LANGUAGE, LANGUAGES, words

if TYPE_CHECKING:
    from analysis.coverage.counting import Coverage


def _share(count: Count) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "designated": count.designated,
        "municipalities": count.of,
        "share": count.share,
    }
    if count.designated is None:
        facts |= {
            "designated_min": count.at_least,
            "designated_max": count.at_most,
            "share_min": count.share_at_least,
            "share_max": count.share_at_most,
        }
    return facts


def as_json(atlas: Atlas, point: Coverage) -> dict[str, Any]:
    """Return coverage as the documented JSON object; an open figure is null with its bounds."""
    return {
        "edition": point.edition,
        "date": point.date,
        "rule": point.rule,
        **_share(point.nation),
        "provinces": [
            {
                "province": row["province_ko"],
                "province_en": row["province_en"],
                **_share(point.province(str(code))),
            }
            for code, row in point.provinces.iterrows()
        ],
        "sources": atlas.sources_of(point.edition),
        "data_hash": atlas.data_hash,
    }


def as_csv(document: dict[str, Any]) -> str:
    """Return the provinces and the nation as CSV, each row with its date and rule."""
    columns = ["edition", "date", "rule", "province", "province_en", "designated_min"]
    columns += ["designated_max", "municipalities", "share_min", "share_max"]
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    nation = document | {"province": "전국", "province_en": "Korea"}
    for row in [nation, *document["provinces"]]:
        writer.writerow(
            {key: document[key] for key in ("edition", "date", "rule")}
            | {key: row[key] for key in ("province", "province_en", "municipalities")}
            | {
                "designated_min": row.get("designated_min", row["designated"]),
                "designated_max": row.get("designated_max", row["designated"]),
                "share_min": row.get("share_min", row["share"]),
                "share_max": row.get("share_max", row["share"]),
            }
        )
    return out.getvalue()


def as_table(atlas: Atlas, point: Coverage, lang: str) -> str:
    """Return coverage as a text table with its date, rule and source."""
    speak = words(lang)

    def line(name: str, count: Count) -> str:
        number = speak.count_range(count.at_least, count.at_most)
        share = speak.percent_range(count.share_at_least, count.share_at_most)
        return f"{_pad(name, 26)}{number:>9}{count.of:>7}{share:>15}"

    name = "province_ko" if lang == "ko" else "province_en"
    rows = [
        speak("cli.coverage.title", date=speak.date(point.date), edition=point.edition),
        speak(f"rule.{point.rule}.sentence"),
        "",
        line(speak("nation"), point.nation),
    ]
    rows += [line(row[name], point.province(str(c))) for c, row in point.provinces.iterrows()]
    sources = "; ".join(
        source_text(source, speak.lang) for source in atlas.sources_of(point.edition)
    )
    rows += ["", speak("cli.source", sources=sources, hash=atlas.data_hash)]
    return "\n".join(rows)


def _pad(text: str, width: int) -> str:
    """Return a text padded to a width in columns; a Korean syllable takes two."""
    taken = sum(2 if ord(sign) > 0x1100 else 1 for sign in text)  # noqa: PLR2004  # Hangul Jamo
    return text + " " * max(1, width - taken)


@click.command()
@click.option(
    "--edition", help="Year of the announcement; 2023 when neither it nor --date is given."
)
@click.option("--date", help="State on a day, YYYY-MM-DD.")
@click.option("--rule", default=DEFAULT_RULE, show_default=True, help=" | ".join(RULES))
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
@click.option("--lang", type=click.Choice(LANGUAGES), default=DEFAULT_LANGUAGE)
def coverage(edition: str | None, date: str | None, rule: str, form: str, lang: str) -> None:
    """Print designated places, municipalities and share, for Korea and each province."""
    if date is not None:
        check_date(date, today())
    atlas = Atlas.load()
    point = atlas.coverage(edition, date, rule)
    if form == "table":
        click.echo(as_table(atlas, point, lang))
    elif form == "csv":
        click.echo(as_csv(as_json(atlas, point)), nl=False)
    else:
        click.echo(json.dumps(as_json(atlas, point), ensure_ascii=False, indent=1))
