"""The files that browsers fetch: the public view's and no other's, made once."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from exports.build import bundle
from views.reader import bundles
from views.reader.bundles import Bundles
from views.reader.publication import View


@dataclass(frozen=True)
class Files:
    """A bundle that may have been taken away."""

    of: str
    gone: set

    def is_there(self):
        """Return whether nobody took it away."""
        return self.of not in self.gone


@pytest.fixture
def workshop(monkeypatch):
    """Return what was prepared and published, in order, and which bundles were taken away."""
    done, gone = [], set()

    def publish(ready, seen):
        done.append(("published", ready))
        gone.discard(seen)
        return Files(seen, gone)

    monkeypatch.setattr(bundle, "current", lambda _: None)
    monkeypatch.setattr(bundle, "prepare", lambda seen: done.append(("prepared", seen)) or seen)
    monkeypatch.setattr(bundle, "publish", publish)
    monkeypatch.setattr(
        bundles, "load_regional", lambda seen, **_: done.append(("statistics", seen))
    )
    monkeypatch.setattr(bundles, "load_timeline", lambda seen, **_: done.append(("forecast", seen)))
    return done, gone


def test_a_view_is_published_once_and_again_when_its_files_are_gone(workshop):
    """A hundred readers make one bundle; whoever deletes it makes the next reader make it anew."""
    done, gone = workshop
    served, view = Bundles(), View("k1", "today")
    first = served.of(view)
    assert all(served.of(view) is first for _ in range(100))
    assert done == [("prepared", "today"), ("published", "today")]
    gone.add("today")
    served.of(view)
    assert len(done) == 4


def test_what_waits_for_its_hour_is_ready_and_written_nowhere(workshop):
    """Preparing makes bundle and statistics in memory; at the hour it is only put in place."""
    done, _ = workshop
    served, view = Bundles(), View("k2", "tomorrow")
    served.prepare(view)
    served.prepare(view)
    assert done == [(one, "tomorrow") for one in ("prepared", "statistics", "forecast")]
    served.publish(view)
    assert done[3:] == [("published", "tomorrow")]


def test_of_two_views_the_last_is_served(workshop):
    """Going back to an earlier state publishes it again; nothing of the other is kept."""
    done, _ = workshop
    served = Bundles()
    for key in ("a", "b", "a"):
        served.publish(View(key, key))
    assert [what for what, _ in done].count("published") == 3
