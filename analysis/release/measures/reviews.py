"""Places that were reviewed for re-designation, and those that were rated excellent."""

from __future__ import annotations

from analysis.release.measures import words as w
from analysis.release.measures.base import (
    ADVERB,
    CARRIED,
    CARRIED_IN,
    OWN,
    SAID,
    TOPIC,
    Measure,
    Rule,
)

_KIND = r"곳|개|시|군|구|지자체|도시|자치구|자치단체"

REVIEWED = Measure(
    "reviewed",
    rules=(
        Rule("reviewed.own-phrase", "ko", OWN + 0.3, {"noun": r"(?:재지정\s*)?(?:평가|심사)\s*(?:를\s*받|대상|에\s*오)|재지정"}, "재지정 평가 대상 ⟦46곳⟧", {"noun": rf"{w.EXCELLENT}|{w.NEW}"}),
        Rule("reviewed.head", "ko", OWN + 0.5, {"head": r"^(?:시|군|구|곳|도시|지자체)?\s*(?:재지정\s*)?(?:평가|심사)$"}, "전국 ⟦64개⟧ 시 평가에서 '우수'를 받았다."),
        Rule("reviewed.said", "ko", SAID + 0.35, {"predicate": r"^[^,]{0,30}(?:재지정|평가|심사|겨뤄|겨뤘|점검)"}, "군 ⟦46개⟧가 올해 재지정 평가를 받았다.", {"near": rf"{w.EXCELLENT}|{w.NEW}\s*{w.NAMED}|{w.APPLY}", "head": "분야|지표|항목", "predicate": rf"{w.NEW}[^,]*{w.NAMED}"}),
        Rule("reviewed.topic", "ko", TOPIC + 0.35, {"topic": r"재지정|평가|심사"}, "재지정 평가는 군 ⟦44곳⟧을 대상으로 했다.", {"near": rf"{w.EXCELLENT}|{w.NEW}\s*{w.NAMED}", "head": "분야|지표|항목"}),
        Rule("reviewed.adverb", "ko", ADVERB + 0.3, {"clause": r"재지정|평가(?:에|에는|에서|를)|심사(?:에|에는|에서|를)"}, "이번 평가에는 시 ⟦64곳⟧이 올랐다.", {"near": rf"{w.EXCELLENT}|{w.NEW}\s*{w.NAMED}", "head": "분야|지표|항목"}),
        Rule("reviewed.in-sentence", "ko", CARRIED_IN + 0.2, {"sentence": r"재지정|(?<!사업\s)평가|심사"}, "지정 뒤 4년이 지난 군 ⟦46개⟧를 놓고 심사가 이뤄졌다.", {"near": rf"{w.EXCELLENT}|{w.NEW}\s*{w.NAMED}|{w.CITY}다"}),
        Rule("reviewed.carried", "ko", CARRIED + 0.2, {"previous": r"재지정\s*평가|재지정\s*심사|평가"}, "재지정 평가가 있었다. 군 ⟦46곳⟧이 나섰다.", {"near": rf"{w.EXCELLENT}|{w.NEW}|{w.CITY}|전국"}),
        Rule("reviewed.column", "ko", OWN + 0.3, {"column": r"평가\s*대상|재지정|심사"}, "| 연도 | 평가 대상 |\n|---|---|\n| 2025년 | ⟦46⟧ |"),
        Rule("reviewed.own-phrase", "en", OWN + 0.3, {"own": w.EN_REVIEW}, "a review of ⟦64⟧ cities", {"noun": r"excellent|\bnew"}),
        Rule("reviewed.said", "en", SAID + 0.35, {"predicate": rf"^[^,]{{0,40}}{w.EN_REVIEW}"}, "⟦46⟧ counties were reviewed.", {"near": r"excellent|\bnew|fields|indicators"}),
        Rule("reviewed.topic", "en", TOPIC + 0.35, {"topic": w.EN_REVIEW}, "The review covered ⟦46⟧ counties.", {"near": r"excellent|\bnew|fields|indicators"}),
        Rule("reviewed.carried", "en", CARRIED + 0.2, {"previous": w.EN_REVIEW}, "A review was held. ⟦46⟧ counties stood for it.", {"near": r"excellent|\bnew|total|title"}),
    ),
)  # fmt: skip

EXCELLENT = Measure(
    "excellent",
    programme="excellent_city_incentive",
    rules=(
        Rule("excellent.own-phrase", "ko", OWN + 0.4, {"noun": r"우수(?!\s*사례)"}, "우수 도시 ⟦5곳⟧", {"noun": "사례|프로그램|강좌"}),
        Rule("excellent.said", "ko", SAID + 0.4, {"predicate": r"우수(?!\s*사례)"}, "⟦5곳⟧만 우수 등급을 받았다."),
        Rule("excellent.topic", "ko", TOPIC + 0.4, {"topic": r"우수(?!\s*사례)"}, "우수 평생학습도시는 ⟦5곳⟧이다."),
        Rule("excellent.adverb", "ko", ADVERB + 0.4, {"clause": r"우수(?!\s*사례)|성적이\s*뛰어난|가장\s*높은\s*(?:등급|점수)"}, "우수 평생학습도시에는 ⟦6곳⟧이 들었다.", {"noun": f"{w.NEW}|전국"}),
        Rule("excellent.in-sentence", "ko", CARRIED_IN + 0.3, {"sentence": r"우수\s*(?:평생|학습|도시|등급)|성적이\s*뛰어난"}, "우수 도시로는 서울 송파구 등 ⟦다섯 곳⟧이 꼽혔다.", {"near": f"{w.NEW}|전국|{w.REVIEW}"}),
        Rule("excellent.carried", "ko", CARRIED + 0.3, {"previous": r"우수\s*(?:평생|학습|도시|등급)"}, "우수 도시를 뽑았다. ⟦5곳⟧이다.", {"near": f"{w.NEW}|전국|{w.REVIEW}|{w.CITY}"}),
        Rule("excellent.column", "ko", OWN + 0.4, {"column": "우수"}, "| 연도 | 우수 도시 |\n|---|---|\n| 2025년 | ⟦5⟧ |"),
        Rule("excellent.own-phrase", "en", OWN + 0.4, {"noun": r"excellen\w+|top[- ]rated|outstanding"}, "⟦Six⟧ excellent cities"),
        Rule("excellent.said", "en", SAID + 0.4, {"predicate": r"excellen\w+|top[- ](?:rated|marks)|outstanding"}, "⟦six⟧ were rated excellent"),
    ),
)  # fmt: skip

MEASURES = (REVIEWED, EXCELLENT)
