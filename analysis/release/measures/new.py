"""New learning cities of an announcement."""

from __future__ import annotations

from analysis.release.measures import words as w
from analysis.release.measures.base import (
    ABOVE,
    ADVERB,
    CARRIED,
    CARRIED_IN,
    OWN,
    SAID,
    TOPIC,
    Measure,
    Rule,
)

_OTHERS = rf"{w.SPECIAL}|{w.EXCELLENT}|{w.UNDESIGNATED}|{w.APPLY}|컨소시엄|연합체"
_KINDS = rf"{w.SPECIAL}|{w.EXCELLENT}|{w.UNDESIGNATED}|컨소시엄|연합체"
_EN_OTHERS = rf"{w.EN_SPECIAL}|excellent|{w.EN_UNDESIGNATED}|consorti|{w.EN_APPLY}"

NEW = Measure(
    "new",
    programme="new_designation",
    rules=(
        Rule(
            "new.own-phrase", "ko", OWN, {"own": w.NEW}, "신규 평생학습도시 ⟦7곳⟧을 발표했다.",
            {"noun": _OTHERS, "own": r"새\s*(?:정부|학기)|추가\s*(?:지원|모집)"},
        ),
        Rule(
            "new.head", "ko", OWN, {"head": r"^(?:의\s*)?(?:신규|새)\s"},
            "⟦7개⟧ 신규 도시를 발표했다.", {"noun": _OTHERS},
        ),
        Rule(
            "new.named-this-year", "ko", OWN - 0.1,
            {"own": rf"{w.THIS_YEAR}[^,]*{w.NAMED}"}, "올해 지정된 ⟦7곳⟧이 모였다.",
            {"own": _OTHERS, "sentence": rf"{w.SPECIAL}[^,.]*{w.THIS_YEAR}"},
        ),
        Rule(
            "new.joins", "ko", SAID + 0.1, {"predicate": rf"{w.NEW}[^,]{{0,14}}{w.NAMED}|{w.NAMED}[^,]{{0,10}}(?:추가|새로\s)"},
            "교육부는 ⟦8곳⟧을 새로 뽑았다.", {"near": _KINDS + rf"|{w.REVIEW}", "noun": w.APPLY, "predicate": rf"{w.APPLY}|^\s*(?:중|가운데)", "particle": "에서|중|로"},
        ),
        Rule(
            "new.newly-said", "ko", ADVERB, {"predicate": r"^\s*새로(?=\s)"}, "평생 배우는 도시 ⟦8곳⟧ 새로 문 연다", {"near": _OTHERS},
        ),
        Rule(
            "new.started-with", "ko", SAID, {"predicate": r"^\s*(?:출발|시작)", "particle": r"^(?:으로|로|에서)$"}, "⟦3곳⟧으로 출발한 2001년 이후", {"near": _OTHERS + "|강좌"},
        ),
        Rule(
            "new.as-city", "ko", SAID, {"predicate": rf"{w.CITY}(?:로|에|의|\s)[^,]{{0,20}}{w.NAMED}|{w.CITY}(?:이|가)?\s*(?:됐|되었|되면서)"},
            "교육부는 ⟦8개⟧ 지자체를 평생학습도시로 지정했다.",
            {"near": _OTHERS + rf"|{w.SO_FAR}|재지정|돼\s*있|되어\s*있|전부|모두\s*{w.CITY}", "own": "전국|전체", "whole": "."},
        ),
        Rule(
            "new.named-from-announcer", "ko", ADVERB + 0.2,
            {"predicate": w.NAMED, "clause": rf"(?:{w.NEW}|{w.THIS_YEAR}).*|{w.CITY}로"},
            "교육부가 올해 평생학습도시로 ⟦3곳⟧을 뽑았다.",
            {"near": _KINDS + rf"|{w.SO_FAR}|재지정|{w.HELD}|지원할", "own": "전체", "whole": ".", "predicate": w.APPLY, "topic": w.APPLY, "noun": w.APPLY},
        ),
        Rule(
            "new.topic", "ko", TOPIC + 0.1,
            {"topic": rf"{w.NEW}[^,]{{0,24}}|{w.THIS_YEAR}[^,]{{0,30}}{w.NAMED}"},
            "새 평생학습도시는 ⟦7곳⟧이다.",
            {"topic": _OTHERS + r"|까지|사업|재지정", "own": rf"{w.SPECIAL}|{w.CONSORTIUM}|누적|각", "head": "연합체|컨소시엄|광역"},
        ),
        Rule("new.in-a-year", "ko", SAID, {"lead": r"(?:20\d\d\s*년|지난해|작년|재작년|올해|한\s*해)(?:에는|에|는|은)?\s*(?:한\s*해(?:에)?|전국에서(?:는)?)?\s*$", "said": r"^\s*(?:들어[왔오]|한꺼번에|새로|뽑|더해|추가|합류|순(?:이다|$)|지정)"}, "2013년에는 한 해에 ⟦28곳⟧이 들어왔다.", {"near": _KINDS + f"|{w.REVIEW}|{w.APPLY}|{w.CONSORTIUM}", "own": "누적|전국\\s*$|총"}),
        Rule("new.only", "ko", SAID, {"clause": w.THIS_YEAR, "particle": r"^(?:만|뿐)", "predicate": r"^\s*(?:됐|되었|돼|뽑|지정|선정|이)"}, "올해는 전국에서 ⟦여섯 곳⟧만 됐대요.", {"near": _KINDS + f"|{w.REVIEW}|{w.APPLY}|{w.SO_FAR}|{w.CONSORTIUM}"}),
        Rule("new.headline", "ko", SAID + 0.2, {"own": rf"{w.CITY}\s*$", "predicate": r"^[^,.]{0,10}(?:(?<!재)지정|선정|추가|탄생|확정|합류|선발)(?!돼|되어|된|됐|되|받)"}, "평생학습도시 ⟦24곳⟧ 무더기 지정", {"noun": _KINDS + "|전국|누적|총|재지정"}),
        Rule("new.of-applicants", "ko", SAID, {"whole": w.APPLY, "predicate": w.NAMED}, "신청 지역 34곳 가운데 ⟦24곳⟧을 골랐다.", {"near": _KINDS + "|재지정"}),
        Rule("new.series", "ko", SAID, {"lead": r"(?:20\d\d\s*년|지난해|작년)(?:에는|에)?\s*$", "sentence": r"에\s*이어"}, "2022년 ⟦8곳⟧, 2023년 7곳에 이어 올해 3곳이 지정됐다.", {"near": _KINDS + "|재지정"}),
        Rule("new.chronicle", "ko", SAID + 0.4, {"lead": r"20\d\d\s*년?\s*(?:신규\s*지정\s*재개,?)?\s*$", "predicate": r"^\s*(?:지정|선정)(?=\s*$|\s*\()"}, "2004 ⟦8곳⟧ 지정", {"noun": _OTHERS + "|누적|재지정"}),
        Rule("new.this-year-own", "ko", SAID + 0.2, {"own": rf"{w.THIS_YEAR}[^,]*{w.CITY}"}, "올해 평생학습도시 ⟦7개⟧ 지역 선정", {"noun": _OTHERS + "|누적|전국|현재"}),
        Rule(
            "new.column", "ko", OWN, {"column": rf"{w.NEW}|신규"}, "| 연도 | 신규 지정 |\n|---|---|\n| 2004년 | ⟦8개⟧ |",
            {"column": _OTHERS + "|재지정|누적|누계"},
        ),
        Rule(
            "new.named-column", "ko", TOPIC, {"column": r"(?<!재)지정|선정"},
            "| 지정년도 | 지정도시 |\n|---|---|\n| 2004년 | ⟦8개⟧ |", {"column": _OTHERS + "|누적|누계|재지정|총|율|률|비율"},
        ),
        Rule(
            "new.row", "ko", OWN, {"row": rf"{w.NEW}|신규"}, "| 구분 | 수 |\n|---|---|\n| 신규 지정 | ⟦7곳⟧ |", {"row": _OTHERS},
        ),
        Rule(
            "new.in-sentence", "ko", CARRIED_IN, {"sentence": rf"{w.NEW}[^.]{{0,24}}{w.NAMED}|{w.NEW}\s*{w.CITY}"},
            "새로 지정된 도시를 보면 ⟦3곳⟧이 군이다.", {"noun": _OTHERS + f"|{w.CONSORTIUM}|전국|누적", "particle": "에서"},
        ),
        Rule(
            "new.carried", "ko", CARRIED, {"previous": rf"{w.NEW}[^.]{{0,24}}{w.NAMED}|{w.NEW}\s*{w.CITY}|늘어난\s*도시"},
            "새로 지정된 도시는 몇 곳인가. ⟦일곱 곳⟧이다.", {"near": _OTHERS + f"|{w.CONSORTIUM}|전국|누적"},
        ),
        Rule(
            "new.under-heading", "ko", ABOVE, {"heading": rf"{w.NEW}"}, "□ 신규 지정\n모두 ⟦7곳⟧이다.",
            {"near": _OTHERS + f"|{w.CONSORTIUM}|전국|누적"},
        ),
        Rule(
            "new.own-phrase", "en", OWN, {"noun": rf"{w.EN_NEW}(?!\s+(?:than|of))"}, "⟦Seven⟧ new learning cities were named.",
            {"noun": _EN_OTHERS + r"|\bno more\b"},
        ),
        Rule(
            "new.named", "en", SAID, {"predicate": rf"{w.EN_NAMED}", "sentence": rf"{w.EN_NEW}|this year|{w.EN_CITY}"},
            "This year ⟦seven⟧ cities were designated as learning cities.",
            {"near": _EN_OTHERS + rf"|{w.EN_SO_FAR}|re-?designat|{w.EN_HELD}|\bby (?:last year|then|the end|20)", "whole": "."},
        ),
        Rule(
            "new.ministry-names", "en", SAID, {"topic": rf"(?:ministry|korea|government)[^,]*{w.EN_NAMED}|{w.EN_NAMED}\s*$"},
            "The Ministry named ⟦seven⟧ cities on 6 March.",
            {"near": _EN_OTHERS + rf"|re-?designat|{w.EN_HELD}|{w.EN_SO_FAR}|\bby (?:last year|then|the end|20)", "whole": "."}, places=True,
        ),
        Rule(
            "new.joined", "en", SAID, {"predicate": r"\bjoin(?:ed|s)?\b|\bcame in\b|\bentered\b"}, "⟦Eight⟧ joined in 2012.",
            {"near": _EN_OTHERS + r"|network|UNESCO|forces"},
        ),
        Rule("new.topic", "en", SAID, {"topic": r"(?:\bnewly\b|newcomers|\bnew (?:\w+ ){0,3}(?:cities|ones)|additions)[^,;]{0,50}\b(?:are|were|is)\s*$"}, "Newly named are ⟦seven⟧ cities.", {"topic": _EN_OTHERS}, places=True),
        Rule("new.are-new", "en", SAID, {"predicate": r"^\W*(?:are|were) new\b"}, "⟦Five⟧ are new: Goseong and Ulleung among them.", places=True),
        Rule("new.became", "en", SAID + 0.1, {"predicate": r"\b(?:became|become|have become|turned)\b[^.;]{0,20}learning cit"}, "It is one of ⟦five⟧ municipalities that became learning cities.", {"near": _EN_OTHERS + rf"|{w.EN_SO_FAR}|\bby (?:last year|then|the end|20)"}, places=True),
        Rule("new.welcomed", "en", SAID, {"own": r"(?:this year|in 20\d\d|this spring|today)[^.;]{0,30}\b(?:welcom|add|nam|designat|chos|pick)\w*\s*$"}, "This year we welcomed ⟦three⟧ cities.", {"near": _EN_OTHERS + "|review"}, places=True),
        Rule("new.started-with", "en", SAID, {"lead": r"\b(?:began|started|set out|launched)\b[^.;]{0,24}\bwith(?: only| just)?\s*$"}, "The programme began in 2001 with ⟦three⟧ cities.", {"near": _EN_OTHERS}),
        Rule("new.added", "en", SAID, {"predicate": r"^[^,.]{0,24}\b(?:were|was|have been|has)?\s*(?:added|joined)\b"}, "Nationwide, ⟦eight⟧ places were added.", {"near": _EN_OTHERS + r"|network|UNESCO|review"}),
        Rule("new.column", "en", OWN, {"column": w.EN_NEW}, "| Year | New |\n|---|---|\n| 2004 | ⟦8⟧ |", {"column": _EN_OTHERS}),
        Rule("new.row", "en", OWN, {"row": rf"{w.EN_NEW}|\b(?:added|joined|newly)\b"}, "| Item | Number |\n|---|---|\n| New cities | ⟦7⟧ |", {"row": _EN_OTHERS}),
        Rule(
            "new.first-in", "en", SAID, {"own": r"\bfirst\b", "sentence": r"chosen|designat|named|started|began"},
            "The first ⟦three⟧ were chosen in 2001.", {"near": _EN_OTHERS},
        ),
        Rule(
            "new.carried", "en", CARRIED, {"previous": rf"newcomers|{w.EN_NEW}[^.]{{0,30}}(?:{w.EN_CITY}|cities|places)"},
            "Seven new learning cities were named. The ⟦seven⟧ are small.", {"near": _EN_OTHERS + r"|nationwide|total"},
        ),
        Rule(
            "new.in-sentence", "en", CARRIED_IN, {"sentence": rf"{w.EN_NEW}[^.]{{0,30}}(?:{w.EN_CITY}|cities|places)"},
            "Among the new learning cities, ⟦three⟧ are counties.", {"noun": _EN_OTHERS + "|existing|total"},
        ),
    ),
)  # fmt: skip

GROWTH = Measure(
    "growth",
    like=("new",),
    rules=(
        Rule(
            "growth.more", "ko", SAID, {"predicate": r"^\s*(?:더(?=\s|$)|늘[었어]|증가|추가|더해|많아)", "particle": r"^(?:이|가|을|를|)$"},
            "평생학습도시가 ⟦7곳⟧ 늘었다.", {"near": f"{w.UNDESIGNATED}|{w.APPLY}|보다\\s*(?:많|적)|강좌", "lead": r"\d년|에서(?:는)?\s*(?:총|모두)?\s*$"},
        ),
        Rule("growth.more-head", "ko", SAID, {"head": r"^더$|^추가"}, "배움의 도시 ⟦8곳⟧ 더", {"near": w.APPLY}),
        Rule(
            "growth.by", "en", SAID, {"lead": r"\b(?:up|rose|grew|increas\w+|climb\w*)\s+by\s*$"},
            "The number rose by ⟦seven⟧.",
        ),
    ),
)  # fmt: skip

OTHERS = Measure(
    "others",
    rules=(
        Rule("others.together", "ko", TOPIC + 0.6, {"topic": rf"(?:함께|같이|나란히|더불어|외에|나머지)[^,]*(?:{w.NAMED}|도시|곳)"}, "함께 지정된 곳은 ⟦6곳⟧이다.", {"near": w.REVIEW}),
    ),
)  # fmt: skip

MEASURES = (NEW, GROWTH, OTHERS)
