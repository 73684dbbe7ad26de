"""A made-up edition of 2027, taken in by two people and waiting for its hour."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from analysis.clock import SEOUL
from analysis.intake.stamps import Stamps
from analysis.intake.taking_in import record, take_in

if TYPE_CHECKING:
    from pathlib import Path

EDITION = "2027"
DAY = "2027-03-09"
HOUR = dt.datetime(2027, 3, 9, 12, 0, tzinfo=SEOUL)
STAMPS = Stamps(DAY, HOUR.isoformat(), f"{DAY}T08:30:00+09:00", "2027-03-10")
NEW = ("서울 중구", "서울 강북구", "대구 중구")
TOTAL = "208"
"""At least: whether what Incheon's places became in July 2026 kept the title is open."""

RELEASE = """2027년 평생학습도시 신규 지정

보도시점 2027년 3월 9일(화)

교육부는 3월 9일 신규 평생학습도시 3곳을 발표했다.

| 구분 | 도시 수 | 도시당 지원액 | 대상 |
|------|---------|---------------|------|
| 신규 지정 | 3 | 7,300만 원 | {names} |
"""


def release() -> str:
    """Return the release that names the places as new."""
    return RELEASE.format(names=", ".join(NEW))


def adopt(root: Path) -> None:
    """Take the edition in with two approvals."""
    proposal = take_in(release(), STAMPS, {}, root)
    assert not proposal.questions, proposal.questions
    for who in ("Kim", "Lee"):
        record(proposal, who, root)
