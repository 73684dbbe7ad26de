"""The data as machines find them: each description is held against the files it describes."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re

import pytest

from analysis.atlas import Atlas
from exports.brief.content import Content
from exports.build.print_facts import gather
from exports.catalogue.data_package import (
    CITATION,
    DATASET,
    PACKAGE,
    as_json,
    catalogue,
    data_package,
)
from exports.formats.csv_tables import build_csv
from store.folders import DATA

NAME = re.compile(r"^[a-z0-9][-a-z0-9._]*$")
TYPES = {
    "string": r"(?s).*",
    "date": r"\d{4}-\d{2}-\d{2}",
    "year": r"\d{4}",
    "integer": r"-?\d+",
    "number": r"-?\d+(\.\d+)?([eE][-+]?\d+)?",
}


def faults(resource, text):
    """Return what a tabular resource says that its file does not hold, as Frictionless reads it."""
    rows = list(csv.reader(io.StringIO(text)))
    fields = resource["schema"]["fields"]
    found = [] if NAME.match(resource["name"]) else [f"name {resource['name']}"]
    if rows[0] != [field["name"] for field in fields]:
        found.append(f"header {rows[0]}")
    for at, field in enumerate(fields):
        limits = field.get("constraints", {})
        for row in rows[1:]:
            value = row[at]
            if value in resource["schema"]["missingValues"]:
                found += [f"{field['name']}: missing"] if limits.get("required") else []
            elif not re.fullmatch(TYPES[field["type"]], value) or not re.search(
                limits.get("pattern", ""), value
            ):
                found.append(f"{field['name']}: {value}")
    return found


@pytest.fixture(scope="module")
def handed_out():
    """Return some files of an edition with the catalogue of them."""
    facts = gather(Atlas.load(), "2023", "official")
    contents = {lang: Content(facts, lang) for lang in ("ko", "en")}
    files = {
        f"{lang}/data/{table.key}.csv": build_csv(table, content)
        for lang, content in contents.items()
        for table in content.tables
    }
    return files, catalogue({**files, "ko/pictures/map.png": b"-"}, contents)


def test_the_package_of_the_data_is_that_of_the_schemas():
    """`data/datapackage.json` is what schemas and dictionary say; the module writes it again."""
    again = "run python -m exports.catalogue.data_package"
    assert (DATA / PACKAGE).read_bytes() == as_json(data_package()), again


@pytest.mark.parametrize("resource", data_package()["resources"], ids=lambda one: one["name"])
def test_every_table_is_as_its_resource_says(resource):
    """Columns, types, patterns, what may be missing and the key hold for every row."""
    text = (DATA / resource["path"]).read_text(encoding=resource["encoding"])
    assert faults(resource, text) == []
    rows = list(csv.DictReader(io.StringIO(text)))
    keys = [tuple(row[column] for column in resource["schema"]["primaryKey"]) for row in rows]
    assert len(keys) == len(set(keys))


def test_a_wrong_description_is_found():
    """The check itself sees a renamed column, a wrong type and a blank that may not be."""
    resource = {
        "name": "Wrong name",
        "schema": {
            "fields": [
                {"name": "year", "type": "year", "constraints": {"required": True}},
                {"name": "of", "type": "integer"},
            ],
            "missingValues": [""],
        },
    }
    assert len(faults(resource, "year,count\n,many\n")) == 4


def test_a_pack_describes_each_of_its_tables(handed_out):
    """Every CSV has its columns, size and hash; a picture is no table."""
    files, made = handed_out
    package = json.loads(made[PACKAGE])
    assert {one["path"] for one in package["resources"]} == set(files)
    for resource in package["resources"]:
        data = files[resource["path"]]
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert faults(resource, data.decode("utf-8-sig")) == []
    kinds = {f["type"] for one in package["resources"] for f in one["schema"]["fields"]}
    assert {"string", "integer", "number", "date"} <= kinds


def test_search_engines_and_citations_name_date_and_hash(handed_out):
    """JSON-LD is a schema.org Dataset; the citation has what its format requires."""
    _, made = handed_out
    dataset = json.loads(made[DATASET])
    assert (dataset["@context"], dataset["@type"]) == ("https://schema.org", "Dataset")
    assert dataset["temporalCoverage"].endswith("/2023-03-06")
    assert len(dataset["distribution"]) > 4
    cited = made[CITATION].decode()
    for line in ("cff-version: 1.2.0", "type: dataset", "date-released: 2023-03-06", "authors:"):
        assert line in cited
    assert dataset["version"] in cited
