"""The files that browsers fetch for the public's view: that view's and no other's.

Of an edition before its hour they are made in memory and written nowhere.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from exports.build import bundle
from exports.build.statistics import load_regional, load_timeline
from views.reader import alarms

if TYPE_CHECKING:
    from views.reader.publication import View


class Bundles:
    """The bundle that is served, and the one that waits for its hour."""

    def __init__(self) -> None:
        self._publishing = threading.Lock()
        self._waiting: dict[str, bundle.Prepared] = {}
        self._served: dict[str, bundle.Built] = {}

    def prepare(self, view: View) -> None:
        """Make ready, without writing anything that is served or that others may read.

        Parameters
        ----------
        view
            What the public sees from a moment to come.
        """
        if view.key not in self._waiting:
            self._waiting.clear()
            self._waiting[view.key] = bundle.prepare(view.atlas)
            load_regional(view.atlas, with_clusters=True, private=True)
            load_timeline(view.atlas, with_answers=True, private=True)

    def publish(self, view: View) -> bundle.Built:
        """Put the files of a view where browsers fetch them, and take those of others away.

        Parameters
        ----------
        view
            What the public is about to see.

        Raises
        ------
        InputError
            If they cannot be made or written; what was there stays.
        """
        with self._publishing:
            known = self._there(view)
            if known is not None:
                return known
            found = bundle.current(view.atlas)
            if found is None:
                ready = self._waiting.get(view.key) or bundle.prepare(view.atlas)
                found = bundle.publish(ready, view.atlas)
            else:
                bundle.take_back(found, view.atlas)
            self._served.clear()
            self._served[view.key] = found
            self._waiting.pop(view.key, None)
            alarms.clear(alarms.PUBLICATION)
            return found

    def of(self, view: View) -> bundle.Built:
        """Return the bundle of a public view, made first when there is none or inputs changed."""
        return self._there(view) or self.publish(view)

    def _there(self, view: View) -> bundle.Built | None:
        known = self._served.get(view.key)
        return known if known is not None and known.is_there() else None
