"""Room for uploads: each session has its share, and who keeps most makes room for a newcomer.

Refusing the newcomer instead would let a few sessions that park files shut everybody else out.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

FRAMING = 1_000_000
"""What a form adds to the file in it, at most."""

MEGABYTE = 1_000_000
MOST_A_FILE = 20 * MEGABYTE
MOST_A_SESSION = 40 * MEGABYTE
MOST_IN_ALL = 300 * MEGABYTE
FILES_A_SESSION = 10

SILENCE_SECONDS = 20.0
"""Between two parts of a file, at most; who sends nothing for longer has gone."""

LEAST_A_SECOND, GRACE_SECONDS = 50_000, 30.0
"""Bytes on the average, after the first half minute: a slow line, not one that is kept open."""


class CutError(Exception):
    """The upload ends here, with a status."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


@dataclass(eq=False)
class Coming:
    """A file on its way.

    Parameters
    ----------
    session
        Whose page sends it.
    size
        What it says it has.
    """

    session: str
    size: int
    arrived: int = 0
    cut: bool = False
    since: float = field(default_factory=time.monotonic)


class UploadLimits:
    """Let uploads through within bounds.

    Parameters
    ----------
    stored
        Gives the sizes of the files that each session keeps.
    let_go
        Removes the oldest file that a session keeps.
    """

    def __init__(
        self,
        stored: Callable[[], Mapping[str, Iterable[int]]],
        let_go: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.stored, self.let_go = stored, let_go
        self.coming: list[Coming] = []

    def refusal(self, session: str, size: int) -> int:
        """Return the status with which an upload is refused at once; 0 for one that may come."""
        mine = [*self.stored().get(session, ())]
        mine += [one.size for one in self.coming if one.session == session]
        too_large = size > MOST_A_FILE + FRAMING or sum(mine) + size > MOST_A_SESSION + FRAMING
        return 413 if too_large or len(mine) >= FILES_A_SESSION else 0

    def held(self) -> dict[str, int]:
        """Return the bytes that each session takes up, kept or on their way."""
        found = {who: sum(sizes) for who, sizes in self.stored().items()}
        for one in self.coming:
            if not one.cut:
                found[one.session] = found.get(one.session, 0) + one.arrived
        return {who: size for who, size in found.items() if size}

    def make_room(self, newcomer: Coming) -> None:
        """Let the sessions that hold most go down until all fits; the newcomer's own comes last.

        Raises
        ------
        CutError
            If nothing but the newcomer's own is left to let go.
        """
        held = self.held()
        while sum(held.values()) > MOST_IN_ALL:
            others = {who: size for who, size in held.items() if who != newcomer.session}
            if not others:
                raise CutError(503)
            most = max(others, key=others.__getitem__)
            on_the_way = [one for one in self.coming if one.session == most and not one.cut]
            if on_the_way and on_the_way[0].arrived:
                on_the_way[0].cut = True
            else:
                self.let_go(most)
            before, held = held, self.held()
            if held == before:  # it keeps what cannot be let go
                raise CutError(503)

    async def pass_on(
        self, app: ASGIApp, scope: Scope, receive: Receive, send: Send, one: Coming
    ) -> None:
        """Pass an upload on while it comes at a pace and there is room.

        Raises
        ------
        CutError
            If it does not; nothing was answered then.
        """
        started = False
        fault: CutError | None = None

        async def counted() -> Message:
            nonlocal fault
            try:
                message = await asyncio.wait_for(receive(), SILENCE_SECONDS)
                self._count(one, len(message.get("body", b"")))
            except TimeoutError:
                fault = CutError(408)
            except CutError as cut:
                fault = cut
            else:
                return message
            # As when the sender hangs up: the application behind stops reading.
            return {"type": "http.disconnect"}

        async def answered(message: Message) -> None:
            nonlocal started
            if fault is None:
                started = True
                await send(message)

        self.coming.append(one)
        try:
            await app(scope, counted, answered)
        except Exception:
            if fault is None:
                raise
        finally:
            self.coming.remove(one)
        if fault is not None and not started:
            raise fault

    def _count(self, one: Coming, size: int) -> None:
        one.arrived += size
        late = time.monotonic() - one.since - GRACE_SECONDS
        if one.arrived < late * LEAST_A_SECOND:
            raise CutError(408)
        if not one.cut:
            self.make_room(one)
        if one.cut:
            raise CutError(503)
