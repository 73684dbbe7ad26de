"""The data as machines find them: a Frictionless data package, schema.org's JSON-LD, a citation.

`data/datapackage.json` describes the project's own tables and is made from their schemas and the
dictionary; `python -m exports.catalogue.data_package` writes it again. `catalogue` describes what
a press pack or a site hands out, and says how to cite it.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from typing import TYPE_CHECKING, Any

from exports.formats.xlsx import head
from store.dictionary import read_dictionary
from store.files import write_file
from store.folders import DATA
from store.schemas import SPECS
from store.table_specs import patterns
from store.version import version

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exports.brief.content import Content

PACKAGE, DATASET, CITATION = "datapackage.json", "dataset.jsonld", "CITATION.cff"
NAME = "learning-city-atlas"
AUTHOR = "The Learning City Atlas maintainers"

TYPES = {
    patterns.DATE: "date",
    patterns.DATE_OR_BLANK: "date",
    patterns.YEAR: "year",
    patterns.YEAR_OR_BLANK: "year",
    patterns.COUNT_OR_BLANK: "integer",
    patterns.NUMBER_OR_BLANK: "number",
    patterns.RATE_OR_BLANK: "number",
}
"""Type of a field by the pattern of its cells; a text otherwise, codes and keys included."""

KINDS = {"count": "integer", "share": "number"}
"""Type of a briefing's column by its kind."""


def data_package() -> dict[str, Any]:
    """Return the description of the project's own tables, paths relative to the data folder."""
    said = read_dictionary().set_index(["table", "column"])
    resources = []
    for name, spec in SPECS.items():
        fields = []
        for column, pattern in spec.columns.items():
            kind = TYPES.get(pattern, "string")
            row = said.loc[(name, column)]
            field = {
                "name": column,
                "type": kind,
                "title": row["meaning_en"],
                "description": row["meaning_ko"],
            }
            if row["unit"]:
                field["unit"] = row["unit"]
            constraints: dict[str, Any] = {}
            if not re.search(pattern, ""):
                constraints["required"] = True
            if kind == "string" and pattern not in {patterns.ANY, patterns.TEXT}:
                constraints["pattern"] = pattern
            if constraints:
                field["constraints"] = constraints
            fields.append(field)
        resources.append(
            {
                "name": name.replace("_", "-"),
                "path": spec.path,
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": fields,
                    "missingValues": [""],
                    "primaryKey": list(spec.key),
                },
            }
        )
    return {
        "profile": "tabular-data-package",
        "name": NAME,
        "title": "Learning City Atlas",
        "description": "Korea's Lifelong Learning Cities; sources and licences: SOURCES.md of each "
        "folder.",
        "version": version(),
        "resources": resources,
    }


def as_json(document: Mapping[str, Any]) -> bytes:
    """Return a document as JSON whose bytes repeat."""
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def catalogue(files: Mapping[str, bytes], contents: Mapping[str, Content]) -> dict[str, bytes]:
    """Return what describes a collection of files: package, JSON-LD and citation.

    Parameters
    ----------
    files
        The files by name; those that end in .csv are described column by column.
    contents
        The briefing by language; the English one gives title and licences.
    """
    content = contents["en"]
    tables = {
        name: data
        for name, data in sorted(files.items())
        if name.endswith(".csv") and name != "manifest.csv"
    }
    kinds = {
        head(column): KINDS.get(column.kind, "string")
        for one in contents.values()
        for table in one.tables
        for column in table.columns
    }
    facts = content.facts
    about = {"title": content.title, "description": content.subtitle}
    package = {
        "profile": "data-package",
        "name": f"{NAME}-{facts.edition}",
        **about,
        "version": facts.data_hash,
        "created": f"{facts.date}T00:00:00+09:00",
        "licenses": [{"name": "other-open", "title": content.say("pack.licence.list")}],
        "sources": [{"title": source} for source in facts.sources["en"]],
        "resources": [_resource(name, data, kinds) for name, data in tables.items()],
    }
    dataset = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": content.title,
        "description": content.subtitle,
        "inLanguage": list(contents),
        "version": facts.data_hash,
        "datePublished": facts.date,
        "temporalCoverage": f"{facts.history['date'].iloc[0]}/{facts.date}",
        "spatialCoverage": {"@type": "Country", "name": "Republic of Korea"},
        "creator": {"@type": "Organization", "name": AUTHOR},
        "license": content.say("pack.licence.list"),
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": name,
                "encodingFormat": "text/csv",
                "contentSize": f"{len(data)} B",
                "sha256": hashlib.sha256(data).hexdigest(),
            }
            for name, data in tables.items()
        ],
    }
    return {
        PACKAGE: as_json(package),
        DATASET: as_json(dataset),
        CITATION: citation(content.title, facts.data_hash, facts.date),
    }


def citation(title: str, data_hash: str, date: str) -> bytes:
    """Return how to cite the data (Citation File Format 1.2.0).

    Parameters
    ----------
    title
        Of what is cited.
    data_hash
        Names the state of the data.
    date
        ISO day of the edition.
    """
    # A text in JSON is a text in YAML, too.
    quoted = json.dumps(title, ensure_ascii=False)
    return (
        "cff-version: 1.2.0\n"
        "message: Please cite the data with their date and data hash.\n"
        "type: dataset\n"
        f"title: {quoted}\n"
        f"authors:\n  - name: {AUTHOR}\n"
        f"version: {json.dumps(data_hash)}\n"
        f"date-released: {date}\n"
    ).encode()


def _resource(name: str, data: bytes, kinds: Mapping[str, str]) -> dict[str, Any]:
    """Return the description of one CSV file with its columns."""
    columns = next(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    stem = re.sub(r"[^a-z0-9._-]+", "-", name.removesuffix(".csv").lower()).strip("-")
    return {
        "name": stem,
        "path": name,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": {
            "fields": [
                {"name": column, "type": {"date": "date"}.get(column, kinds.get(column, "string"))}
                for column in columns
            ],
            "missingValues": [""],
        },
    }


def main() -> None:
    """Write the description of the project's own tables."""
    write_file(DATA / PACKAGE, as_json(data_package()))


if __name__ == "__main__":
    main()
