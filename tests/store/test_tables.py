"""Tables are read as text, held against their schemas, and every fault is told at once."""

from __future__ import annotations

import pytest
from helpers import copy_tables, spoil

from analysis.atlas import Atlas
from store.checksums import LIST, check_sums
from store.errors import SHOWN_FAULTS, Fault, InputError
from store.folders import DATA
from store.schemas import SPECS
from store.table_specs.cross_checks import cross_faults
from store.tables import read_every_table, read_table, read_tables, read_text_table


def first(column, value):
    """Return a change that sets the first row of a column."""

    def change(frame):
        frame.loc[0, column] = value
        return frame

    return change


def test_every_table_is_sound():
    """Each table of the schemas is there and has exactly its columns, patterns and keys."""
    frames, broken = read_every_table()
    assert not broken
    assert set(frames) == set(SPECS)
    assert cross_faults(frames) == []


def test_codes_stay_text(atlas):
    """Codes are text in every table; nothing becomes a number or NaN."""
    for name, frame in vars(atlas.tables).items():
        for column in frame.columns:
            assert all(type(value) is str for value in frame[column]), (name, column)
    assert atlas.tables.places["unit_id"].str.len().eq(5).all()


def test_two_faults_in_two_files_are_both_told(tmp_path):
    """One reading tells every fault of every table."""
    root = copy_tables(tmp_path)
    spoil(root, "editions", first("announced_to", "6 March"))
    spoil(root, "places", first("kind", "village"))
    spoil(root, "places", first("unit_id", "1101"))
    with pytest.raises(InputError) as caught:
        read_tables(root)
    text = str(caught.value)
    assert "editions.csv, row 2, column announced_to: found '6 March'" in text
    assert "places.csv, row 2, column kind: found 'village'" in text
    assert "places.csv, row 2, column unit_id: found '1101'" in text
    assert len(caught.value.faults) == 3


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("editions", "announced_to", "2023/03/06"),
        ("editions", "announced_to", "2023-13-01"),
        ("editions", "announced_to", "2023-02-30"),
        ("editions", "rate_printed", "NaN"),
        ("editions", "rate_printed", "-3"),
        ("editions", "total_printed", "195.0"),
        ("editions", "online_at", "2023-03-06 12:00"),
        ("events", "kind", "revoked"),
        ("events", "confidence", ""),
        ("places", "is_municipality", "yes"),
        ("places", "name_ko", ""),
        ("designations", "year", "23"),
        ("codes", "code", "0x1A2"),
    ],
)
def test_bad_value_names_its_row_and_column(tmp_path, table, column, value):
    """A value that does not fit is told with file, row, column and what was expected."""
    root = copy_tables(tmp_path)
    spoil(root, table, first(column, value))
    with pytest.raises(InputError) as caught:
        read_table(table, root)
    assert any(
        fault.file == SPECS[table].path
        and fault.where == f"row 2, column {column}"
        and fault.value == repr(value)
        for fault in caught.value.faults
    )


def test_missing_table(tmp_path):
    """A missing file is one clear sentence with the file's name."""
    root = copy_tables(tmp_path)
    (root / SPECS["events"].path).unlink()
    with pytest.raises(InputError, match=r"events\.csv: found no file"):
        read_tables(root)


def test_table_that_is_not_utf8(tmp_path):
    """A table saved as CP949 is refused with what to do, not read as broken Korean."""
    path = tmp_path / "places.csv"
    path.write_bytes("unit_id,name_ko\n11010,종로구\n".encode("cp949"))
    with pytest.raises(InputError, match=r"bytes that are not UTF-8.*CSV UTF-8"):
        read_text_table(path)


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2,3\n1,2,3,4\n", b'a,b\n"open,2\n'])
def test_broken_table(tmp_path, content):
    """An empty table, or one with rows longer than its header, is refused."""
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match="a header and rows"):
        read_text_table(path)


def test_byte_order_mark_is_no_part_of_the_header(tmp_path):
    """A table saved by a spreadsheet as 'CSV UTF-8' reads the same."""
    path = tmp_path / "t.csv"
    path.write_bytes("\ufeffunit_id\n01234\n".encode())
    assert read_text_table(path).to_dict("list") == {"unit_id": ["01234"]}


def test_missing_and_foreign_columns(tmp_path):
    """Columns that lack or are too many are both told."""
    root = copy_tables(tmp_path)
    spoil(root, "points", lambda frame: frame.rename(columns={"x_m": "lon"}))
    with pytest.raises(InputError) as caught:
        read_table("points", root)
    assert "a column x_m" in str(caught.value)
    assert "column lon" in str(caught.value)


def test_duplicate_designation(tmp_path):
    """The same place twice in the list is refused and names the second row."""
    root = copy_tables(tmp_path)

    def twice(frame):
        frame.loc[len(frame)] = frame.loc[3]
        return frame

    spoil(root, "designations", twice)
    with pytest.raises(
        InputError, match=r"designations\.csv, row 208: .*expected one row for each"
    ):
        read_table("designations", root)


@pytest.mark.parametrize(
    ("table", "column", "value", "home"),
    [
        ("events", "unit_id", "99999", "places.csv"),
        ("codes", "unit_id", "99999", "places.csv"),
        ("places", "province_code", "99", "provinces.csv"),
        ("events", "source_id", "nobody-1", "sources.csv"),
    ],
)
def test_unknown_key(tmp_path, table, column, value, home):
    """A code or source that no table knows is refused with the table it should be in."""
    root = copy_tables(tmp_path)
    spoil(root, table, first(column, value))
    with pytest.raises(InputError, match=rf"{value}.*{home} knows"):
        read_tables(root)


def test_end_before_start(tmp_path):
    """A time that ends before it starts is refused."""
    root = copy_tables(tmp_path)
    spoil(root, "events", first("date_to", "2001-01-01"))
    with pytest.raises(InputError, match="an end that is not before its start"):
        read_tables(root)


def test_designation_before_the_place_existed(tmp_path):
    """An award to a place that did not live then is refused with the place's life."""
    root = copy_tables(tmp_path)

    def early(frame):
        rows = frame["unit_id"] == "29010"
        frame.loc[rows, ["date_from", "date_to"]] = "2005-01-01"
        return frame

    spoil(root, "events", early)
    with pytest.raises(InputError, match=r"29010 on 2005-01-01.*2012-07-01 to today"):
        Atlas.load(root)


def test_many_faults_are_counted_not_poured_out():
    """A message spells out the first faults and counts the rest; all of them are kept."""
    faults = [Fault("t.csv", f"row {row}", "a", "b", "Do c.") for row in range(50)]
    error = InputError(faults)
    assert len(error.faults) == 50
    assert str(error).splitlines()[-1] == f"… and {50 - SHOWN_FAULTS} more."


def test_boundary_file_is_the_published_one():
    """All five parts of the boundary file are as they came."""
    assert check_sums(DATA / "boundaries" / "kostat_2018") == 5


def test_changed_file_fails_its_checksum(tmp_path):
    """A changed and a missing file are both named; a folder without a list is refused."""
    (tmp_path / "a.shp").write_bytes(b"changed")
    (tmp_path / LIST).write_text(f"{'0' * 64}  a.shp\n{'1' * 64}  b.shp\n", encoding="ascii")
    with pytest.raises(InputError) as caught:
        check_sums(tmp_path)
    assert [fault.value[:7] for fault in caught.value.faults] == ["SHA-256", "no file"]
    (tmp_path / LIST).unlink()
    with pytest.raises(InputError, match=LIST):
        check_sums(tmp_path)


def test_data_hash_follows_the_data(tmp_path, atlas):
    """The hash printed with every number is the same for the same data and changes with it."""
    root = copy_tables(tmp_path)
    assert Atlas.load(root).data_hash == atlas.data_hash
    spoil(root, "editions", first("note", "one more word"))
    assert Atlas.load(root).data_hash != atlas.data_hash


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x7f", "\x85", "\u2028", "\u202e"])
def test_an_unseen_sign_in_a_table_is_refused_by_its_line(tmp_path, sign):
    """It would break a picture, a page or a terminal; the line is named, and the sign by number."""
    path = tmp_path / "a.csv"
    path.write_text(f"name\n중구\n동{sign}구\n", encoding="utf-8")
    with pytest.raises(InputError, match=rf"line 3: found the unseen sign U\+{ord(sign):04X}"):
        read_text_table(path)
