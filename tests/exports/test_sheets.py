"""A downloaded table opens in Korean Excel, runs nothing, and says where it comes from."""

from __future__ import annotations

import csv
import io
import zipfile

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.formats.sheets import BOM, safe_text, sheet_csv, sheet_xlsx

NOTES = [("기준일", "2023-03-06"), ("출처", "교육부"), ("=rule", "=1+1")]
FRAME = pd.DataFrame(
    {
        "이름": ["경남 고성군", "=HYPERLINK(1)", "@SUM(A1)", "-3", '쉼표, "따옴표"\n줄'],
        "share": [0.5, None, 1.0, 0.25, float("nan")],
        "count": [1, 2, 3, 4, 5],
        "new": [True, False, True, False, True],
    }
)


def rows_of(data):
    """Return a CSV's rows as a spreadsheet reads them."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def book_of(data):
    """Return a workbook with formulas as text, as far as there are any."""
    return openpyxl.load_workbook(io.BytesIO(data))


def test_csv_opens_in_korean_excel():
    """A CSV begins with one byte order mark and ends its lines as Excel does."""
    data = sheet_csv(FRAME, NOTES)
    assert data.startswith(BOM.encode("utf-8"))
    assert data.count(BOM.encode("utf-8")) == 1
    assert data.endswith(b"\r\n")
    assert rows_of(data)[0] == ["이름", "share", "count", "new", "기준일", "출처", "'=rule"]


def test_csv_says_date_and_source_in_every_row():
    """Each row of a CSV carries the notes, so that a cut-out row still says what it is."""
    for row in rows_of(sheet_csv(FRAME, NOTES))[1:]:
        assert row[4:] == ["2023-03-06", "교육부", "'=1+1"]


def test_csv_formulas_stay_text():
    """Text that begins like a formula gets a quote before it; numbers do not."""
    names = [row[0] for row in rows_of(sheet_csv(FRAME, NOTES))[1:]]
    assert names[:4] == ["경남 고성군", "'=HYPERLINK(1)", "'@SUM(A1)", "-3"]
    assert names[4] == '쉼표, "따옴표"\n줄'


@given(st.text())
def test_no_text_is_a_formula(text):
    """No text whatever begins, once made safe, as a spreadsheet's formula does; none is lost."""
    safe = safe_text(text)
    assert safe in {text, "'" + text}
    if safe.startswith(("=", "@", "\t", "\r")):
        pytest.fail(f"{safe!r} would run")
    if safe.startswith(("+", "-")):
        float(safe)


def test_xlsx_holds_table_and_notes():
    """A workbook has the table with its types, a frozen header, and a sheet of notes."""
    book = book_of(sheet_xlsx(FRAME, NOTES, "places"))
    assert book.sheetnames == ["places", "notes"]
    sheet = book["places"]
    assert [cell.value for cell in sheet[1]] == list(FRAME.columns)
    assert [cell.value for cell in sheet["A"][1:]] == list(FRAME["이름"])
    assert [cell.value for cell in sheet["B"][1:]] == [0.5, None, 1, 0.25, None]
    assert sheet["C2"].data_type == "n"
    assert sheet.freeze_panes == "A2"
    assert [tuple(cell.value for cell in row) for row in book["notes"].rows] == NOTES


def test_xlsx_holds_no_formula():
    """No cell of a workbook is a formula or a link, whatever the text says."""
    data = sheet_xlsx(FRAME, NOTES, "places")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name in parts.namelist():
            assert b"<f>" not in parts.read(name)
            assert b"hyperlink" not in parts.read(name)
    assert book_of(data)["places"]["A3"].data_type == "s"


def test_equal_tables_are_equal_files():
    """The same table gives the same bytes, so that a changed file means changed data."""
    assert sheet_csv(FRAME, NOTES) == sheet_csv(FRAME.copy(), NOTES)
    assert sheet_xlsx(FRAME, NOTES, "places") == sheet_xlsx(FRAME.copy(), NOTES, "places")


def test_empty_table_and_long_title():
    """A table without rows and a title longer than a sheet's name allows still make files."""
    empty = FRAME.iloc[:0]
    assert rows_of(sheet_csv(empty, NOTES))[1:] == []
    book = book_of(sheet_xlsx(empty, NOTES, "t" * 40))
    assert book.sheetnames[0] == "t" * 31
    assert [cell.value for cell in book.worksheets[0][1]] == list(FRAME.columns)


def test_table_given_is_left_alone():
    """Writing a file changes nothing in the table it was made from."""
    before = FRAME.copy()
    sheet_csv(FRAME, NOTES)
    sheet_xlsx(FRAME, NOTES, "places")
    pd.testing.assert_frame_equal(FRAME, before)
