"""A boundary file that a reader uploads: read apart, shown before and after, never written out."""

from __future__ import annotations

import re

import numpy as np
import pytest
from boundary_fixtures import light_2018, register

import shapely

from exports.answers.boundary_upload import read_upload
from figures.print.outlines import box_of, outlines_svg
from geo.files.boundary_set import Options
from store.errors import InputError


def content(frame):
    """Return a frame as the bytes of a GeoJSON file."""
    return frame.to_crs(4326).to_json().encode()


def size(drawing):
    """Return the width and height of an SVG."""
    width, height = re.search(r'width="(\d+)" height="(\d+)"', drawing).groups()
    return int(width), int(height)


def rings(drawing):
    """Return how many rings the path of an SVG has."""
    return re.search(r'<path d="([^"]*)"', drawing)[1].count("M")


def test_an_upload_comes_back_clean_with_two_pictures():
    """The places are those of the file, and both pictures are of one size."""
    frame = light_2018().iloc[:5]
    read = read_upload(content(frame), "../../etc/shapes.geojson", register(), Options())
    assert read.found.file == "shapes.geojson"
    assert read.found.features == len(frame)
    assert read.found.drawn is None
    assert size(read.before) == size(read.after)
    for drawing in (read.before, read.after):
        assert rings(drawing) >= len(read.found.places)


def test_what_is_wrong_with_an_upload_is_one_error():
    """A file of another kind is refused with its own name."""
    with pytest.raises(InputError, match="a web page"):
        read_upload(b"<!doctype html><p>404", "sigungu.json", register(), Options())


def test_outlines_keep_islets_and_ring_spots():
    """Every ring that can be seen is drawn, holes too, and each spot has its circle."""
    land = shapely.box(0, 0, 1000, 1000).difference(shapely.box(400, 400, 600, 600))
    islet = shapely.box(1500, 500, 1504, 504)
    shapes = np.array([shapely.multipolygons([land, islet])])
    drawing = outlines_svg(shapes, box_of(shapes), [(500, 500)])
    assert rings(drawing) == 3
    (middle,) = re.findall(r'<circle cx="([\d.]+)"', drawing)
    assert float(middle) == pytest.approx(size(drawing)[0] * 500 / 1504, rel=0.05)
