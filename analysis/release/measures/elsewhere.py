"""Figures of something else: applicants, members of a council or a network, guests, plans."""

from __future__ import annotations

from analysis.release.measures import words as w
from analysis.release.measures.base import ADVERB, CARRIED, OWN, SAID, TOPIC, Measure, Rule

OTHER = Measure(
    "other",
    derivable=False,
    rules=(
        Rule("other.applicants", "ko", OWN + 1, {"noun": w.APPLY}, "신청한 ⟦54개⟧ 지자체"),
        Rule("other.applicants-said", "ko", SAID + 1, {"predicate": rf"^[^,]{{0,20}}{w.APPLY}"}, "⟦54개⟧가 신청서를 냈다.", {"predicate": w.NEW}),
        Rule("other.applicants-topic", "ko", TOPIC + 1, {"topic": w.APPLY}, "신청은 2005년 ⟦33곳⟧이었다."),
        Rule("other.preliminary", "ko", OWN + 1, {"near": r"예비\s*(?:평생\s*)?(?:학습\s*)?도시"}, "예비 학습도시로는 ⟦5곳⟧을 따로 골랐다."),
        Rule("other.scheme", "ko", OWN + 2, {"sentence": w.OTHER_SCHEME}, "장애인 평생학습도시는 올해 ⟦80곳⟧이다."),
        Rule("other.elsewhere", "ko", OWN + 1, {"counted": w.ABROAD}, "협의회 회원 ⟦190곳⟧"),
        Rule("other.things", "ko", OWN + 0.8, {"counted": w.THINGS + r"\s*$"}, "도서관 ⟦12곳⟧", {"counted": r"특화\s*프로그램"}),
        Rule("other.subset", "ko", OWN + 1, {"lead": r"인구\s*감소|소멸\s*위험|농산어촌|접경|낙후"}, "인구감소지역 89곳 중 ⟦66곳⟧이 평생학습도시다.", {"lead": r"[,.]\s*[^,.]*$"}),
        Rule("other.elsewhere-said", "ko", SAID + 0.6, {"predicate": rf"^[^,]{{0,24}}{w.ABROAD}"}, "⟦8개⟧ 시·군이 워크숍에 참석했다.", {"predicate": r"전국평생학습도시협의회\s*가"}),
        Rule("other.elsewhere-topic", "ko", TOPIC + 0.5, {"topic": rf"{w.ABROAD}"}, "협의회는 ⟦190곳⟧이 함께한다.", {"near": rf"{w.THIS_YEAR}\s*(?:새로\s*)?지정|{w.NEW}\s*(?:지정|평생)"}),
        Rule("other.elsewhere-adverb", "ko", ADVERB + 0.1, {"clause": r"유네스코|UNESCO|GNLC|글로벌|네트워크|협의회(?:에|에는|는)|행복\s*학습|박람회(?:에|에는)"}, "유네스코 네트워크에 ⟦64곳⟧이 들어갔다."),
        Rule("other.elsewhere-carried", "ko", CARRIED + 0.4, {"previous": r"유네스코|UNESCO|GNLC|협의회|행복\s*학습"}, "유네스코 네트워크가 커졌다. ⟦356곳⟧이 함께한다.", {"near": rf"{w.NEW}|{w.NAMED}|{w.CITY}|전국"}),
        Rule("other.plan", "ko", SAID + 1, {"particle": r"^(?:으로|로|까지|을|를|이|가)?$", "predicate": rf"^[^,]{{0,20}}(?:늘리|늘릴|확대할|지정할|넓힐|더\s*지정|채울)[^,]*{w.PLAN}|^[^,]{{0,16}}목표"}, "2030년까지 ⟦226곳⟧으로 늘릴 계획이다."),
        Rule("other.plan-until", "ko", ADVERB + 0.5, {"clause": r"(?:20[2-9]\d|2010)년까지", "predicate": r"^\s*$|늘[릴리]|확대"}, "2010년까지 ⟦100곳⟧", {"near": rf"{w.NAMED}[^,]*(?:은|는)|됐|였|누적|유지"}),
        Rule("other.column", "ko", OWN + 1, {"column": rf"{w.APPLY}|{w.ABROAD}|강좌|과정|예산|인구"}, "| 연도 | 신청 |\n|---|---|\n| 2005년 | ⟦33⟧ |"),
        Rule("other.row", "ko", OWN + 1, {"row": rf"{w.APPLY}|회원|협의회|강좌|과정|예산|인구"}, "| 구분 | 수 |\n|---|---|\n| 신청 | ⟦33⟧ |"),
        Rule("other.applicants", "en", OWN + 1, {"noun": w.EN_APPLY}, "The applicants: ⟦54⟧ municipalities"),
        Rule("other.applicants-said", "en", SAID + 1, {"predicate": rf"^[^,]{{0,30}}{w.EN_APPLY}"}, "⟦54⟧ municipalities applied"),
        Rule("other.elsewhere", "en", OWN + 1, {"noun": w.EN_ABROAD}, "⟦356⟧ member cities"),
        Rule("other.elsewhere-said", "en", SAID + 0.6, {"predicate": r"UNESCO|GNLC|global network|council|association|attend\w*|took part in the (?:fair|festival|workshop)"}, "⟦64⟧ cities joined the UNESCO network"),
        Rule("other.elsewhere-carried", "en", CARRIED + 0.6, {"previous": r"UNESCO|GNLC|global network"}, "UNESCO welcomed new cities. ⟦Three⟧ are Korean.", {"near": rf"{w.EN_CITY}|title|ministry"}),
        Rule("other.plan", "en", SAID + 0.8, {"near": w.EN_PLAN}, "The Ministry plans to have ⟦226⟧ by 2030.", {"predicate": r"designated|named"}),
        Rule("other.column", "en", OWN + 1, {"column": rf"{w.EN_APPLY}|courses|budget|population|people"}, "| Year | Applicants |\n|---|---|\n| 2005 | ⟦33⟧ |"),
    ),
)  # fmt: skip

MEASURES = (OTHER,)
