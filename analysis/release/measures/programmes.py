"""Recipients of the programmes for places that hold the title, and of all programmes together."""

from __future__ import annotations

from analysis.release.measures import words as w
from analysis.release.measures.base import (
    ABOVE,
    ADVERB,
    CARRIED,
    OWN,
    SAID,
    TOPIC,
    Measure,
    Rule,
)

_NOT = rf"{w.UNDESIGNATED}|{w.APPLY}|{w.REVIEW}"


_ALSO = r"|(?<!군·)시·도(?!시)|(?<![가-힣])시도(?=[에가는를와\s]|$)"
"""What names the consortia in a figure's own clause only: 시·도 is said of much."""


_KO = (
    ("own-phrase", OWN + 0.2, "noun", "{name} ⟦{n}⟧을 골랐다."),
    ("topic", TOPIC + 0.25, "topic", "{name}은 ⟦{n}⟧이다."),
    ("adverb", ADVERB + 0.2, "clause", "{name}에는 ⟦{n}⟧이 뽑혔다."),
    ("said", ADVERB + 0.1, "predicate", "⟦{n}⟧이 {name}에 뽑혔다."),
    ("column", OWN + 0.3, "column", "| 연도 | {name} |\n|---|---|\n| 2022년 | ⟦{n}⟧ |"),
    ("row", OWN + 0.3, "row", "| 구분 | 수 |\n|---|---|\n| {name} | ⟦{n}⟧ |"),
    ("carried", CARRIED + 0.1, "previous", "{name}을 돕는다. 모두 ⟦{n}⟧이다."),
    ("under-heading", ABOVE, "heading", "□ {name}\n모두 ⟦{n}⟧이다."),
)
"""Where a programme's name may stand in Korean: the rule, its weight, the part, an example."""

_EN = (
    ("own-phrase", OWN + 0.2, "noun", "⟦{n}⟧ {name} were picked."),
    ("said", SAID, "predicate", "⟦{n}⟧ places were picked as {name}."),
    ("topic", TOPIC, "topic", "The {name} are ⟦{n}⟧."),
    ("column", OWN + 0.3, "column", "| Year | {name} |\n|---|---|\n| 2022 | ⟦{n}⟧ |"),
    ("row", OWN + 0.3, "row", "| Item | Number |\n|---|---|\n| {name} | ⟦{n}⟧ |"),
    ("carried", CARRIED + 0.1, "previous", "There are {name}. They are ⟦{n}⟧."),
)
"""The same in English."""


def _named(  # noqa: PLR0913  # what sets a programme apart
    key: str, words: str, unless: str, name: str, number: str, *, extra: str = ""
) -> tuple[Rule, ...]:
    """Return the rules of a programme that has its own name."""
    more = f"{unless}|{_NOT}{extra}" if unless else f"{_NOT}{extra}"
    not_these: dict[str, dict[str, str]] = {
        "own-phrase": {"noun": unless + extra} if unless else {},
        "topic": {"near": more},
        "adverb": {"near": more, "own": w.NEW},
        # 특성화 3곳과 컨소시엄이 뽑혔다: what comes after "and" is another thing.
        "said": {"near": more, "own": w.NEW + "|전국|누적", "particle": "^(?:과|와|및|이랑|하고)$"},
        "carried": {"near": f"{more}|전국|누적|{w.NEW}"},
        "under-heading": {"near": f"{more}|전국|누적|{w.NEW}"},
    }
    beside = {"noun", "topic", "clause", "predicate"}
    return tuple(
        Rule(
            f"{key}.{rule}",
            "ko",
            weight,
            {part: words if part in beside else words.replace(_ALSO, "")},
            example.format(name=name, n=number),
            not_these.get(rule, {}),
        )
        for rule, weight, part, example in _KO
    )


def _english(key: str, words: str, unless: str, name: str, number: str) -> tuple[Rule, ...]:
    """Return the same in English."""
    more = (
        f"{unless}|{w.EN_UNDESIGNATED}|{w.EN_APPLY}"
        if unless
        else f"{w.EN_UNDESIGNATED}|{w.EN_APPLY}"
    )
    not_these: dict[str, dict[str, str]] = {
        "own-phrase": {"noun": unless} if unless else {},
        "said": {"near": more + r"|\bnew(?:ly)?\b"},
        "topic": {"near": more + r"|\bnew(?:ly)?\b"},
        "row": {"row": r"complete|\bgaps?\b"},
        "carried": {"near": more + r"|\bnew(?:ly)?\b|total|nationwide"},
    }
    counts = key in {"linked", "courses"}
    return tuple(
        Rule(
            f"{key}.{rule}",
            "en",
            weight,
            {part: words},
            example.format(name=name, n=number),
            not_these.get(rule, {}),
            places=counts and rule in {"own-phrase", "said"},
        )
        for rule, weight, part, example in _EN
    )


SPECIAL = Measure(
    "special",
    programme="regional_specialization",
    rules=(
        *_named("special", w.SPECIAL, rf"{w.CONSORTIUM}|{w.LINKED}|{w.COURSES}|{w.NEW}", "특성화 사업", "17곳"),
        *_english("special", w.EN_SPECIAL, rf"consorti|provinc|{w.EN_NEW}", "specialised cities", "17"),
    ),
)  # fmt: skip

SUPPORTED = Measure(
    "supported",
    like=("special", "special+consortium", "special+consortia"),
    rules=(
        Rule("supported.own-phrase", "ko", OWN, {"noun": w.HELD}, "기존 도시 ⟦15개⟧", {"noun": rf"{w.SPECIAL}|{w.REVIEW}", "predicate": rf"{w.NEW}[^,]*늘|{w.SO_FAR}"}),
        Rule("supported.whole", "ko", SAID, {"whole": w.HELD}, "이미 지정된 도시 중에서 ⟦12개⟧ 지역을 골라 돕는다.", {"near": _NOT}),
        Rule("supported.topic", "ko", TOPIC, {"topic": w.HELD}, "기존 도시는 ⟦15곳⟧을 돕는다.", {"near": _NOT + f"|{w.SPECIAL}"}),
        Rule("supported.adverb", "ko", ADVERB, {"clause": w.HELD}, "기존 도시를 돕는 사업에 ⟦16곳⟧이 뽑혔다.", {"near": _NOT + f"|{w.SPECIAL}", "own": w.NEW}),
        Rule("supported.carried", "ko", CARRIED, {"previous": w.HELD}, "기존 도시도 돕는다. ⟦15곳⟧이다.", {"near": f"{_NOT}|{w.NEW}|전국|누적"}),
        Rule("supported.own-phrase", "en", OWN, {"noun": w.EN_HELD}, "⟦17⟧ existing cities", {"noun": r"speciali|new|consorti", "predicate": r"already in operation"}),
        Rule("supported.said", "en", SAID, {"predicate": rf"^\s*(?:that|which)?\s*{w.EN_HELD}|already"}, "⟦Seventeen⟧ places that already hold the title", {"noun": r"new|\ball\b", "predicate": r"already in operation"}),
        Rule("supported.topic", "en", TOPIC - 0.1, {"topic": w.EN_HELD}, "The existing cities are ⟦17⟧.", {"near": r"\bnew\b"}),
    ),
)  # fmt: skip

CONSORTIUM = Measure(
    "consortium",
    programme="consortium",
    like=("consortia",),
    rules=(
        *_named(
            "consortium", w.CONSORTIUM, rf"{w.NEW}|{w.LINKED}|기초\s*(?:지자체|자치)|{w.CITY}\s*\d", "컨소시엄", "4곳",
            extra=r"|(?<![가-힣])[구군](?=\s|$)|시·도별|구·군|시·군|군·구|자치구",
        ),
        *_english("consortium", w.EN_CONSORTIUM, rf"speciali[sz]ed cit|\bnew cit|{w.EN_CITY}$|all\s*$|municipalit", "consortia", "Four"),
    ),
)  # fmt: skip

LINKED = Measure(
    "linked",
    programme="regional_specialization",
    rules=(
        *_named("linked", w.LINKED, "", "지역자원 연계 강화형", "5곳"),
        *_english("linked", w.EN_LINKED, "", "resource-linkage cities", "Eight"),
    ),
)
COURSES = Measure(
    "courses",
    programme="regional_specialization",
    rules=(
        *_named("courses", w.COURSES, "", "지역특화 프로그램형", "11곳"),
        *_english("courses", w.EN_COURSES, "", "regional programme type cities", "Seven"),
    ),
)

_MONEY = r"(?:국비|운영비|사업비|지원금|예산|보조금|지원(?:을|\s*대상|받|한다|할|된다)|혜택)"

FUNDED = Measure(
    "funded",
    like=("new+special", "new+special+consortium", "special+consortium", "new+special+consortia", "special+consortia"),
    rules=(
        Rule("funded.own-phrase", "ko", SAID + 0.3, {"own": rf"(?:합쳐|합하|합친|합한|더하면|더해|더한|모두|총|합계|{_MONEY}[^,]*받)", "near": rf"{_MONEY}|{w.SPECIAL}|받"}, "모두 ⟦24곳⟧에 국비를 준다.", {"near": rf"{w.SO_FAR}|{w.APPLY}|{w.REVIEW}|{w.UNDESIGNATED}|재지정", "own": rf"{w.NEW}\s*{w.CITY}$|전국"}),
        Rule("funded.both", "ko", OWN + 0.6, {"lead": r"신규\s*(?:지정\s*)?(?:도시\s*)?(?:와|과|·|및)\s*(?:지역\s*)?특성화[^,.\d]*$"}, "신규와 특성화 ⟦24개⟧ 도시에 국비를 준다."),
        Rule("funded.topic", "ko", TOPIC + 0.3, {"topic": rf"{_MONEY}[^,]*(?:도시|곳|지자체)"}, "운영비를 받는 도시는 모두 ⟦24곳⟧이다.", {"topic": f"{w.NEW}|{w.SPECIAL}|컨소시엄"}),
        Rule("funded.paid", "ko", ADVERB, {"predicate": rf"{_MONEY}", "clause": r"더하면|합치면|합하면|더해|합쳐|까지"}, "특성화 도시까지 더하면 ⟦24곳⟧에 국비가 간다.", {"near": f"{w.APPLY}|{w.REVIEW}"}),
        Rule("funded.supports", "ko", ADVERB, {"predicate": r"(?:평생\s*학습|평생교육)[^,]{0,8}(?:지원|돕)", "noun": r"시·군·구|지자체|도시|곳"}, "시·군·구 ⟦21곳⟧ 평생학습 지원", {"near": f"{w.NEW}|{w.SPECIAL}|{w.HELD}|컨소시엄|{w.APPLY}"}),
        Rule("funded.row", "ko", CARRIED, {"row": r"^(?:합계|총계|계|소계)$"}, "| 구분 | 수 |\n|---|---|\n| 합계 | ⟦24곳⟧ |"),
        Rule("funded.total-of", "en", SAID + 0.3, {"noun": r"total of|altogether|in all|combined|together", "sentence": r"fund|subsid|receiv|support|grant|money"}, "A total of ⟦24⟧ cities will receive subsidies.", {"near": rf"{w.EN_APPLY}|UNESCO"}),
        Rule("funded.together", "en", SAID + 0.2, {"lead": r"(?:together|in all|altogether|all told)[,\s]*$"}, "They are together ⟦17⟧ recipients.", {"predicate": r"designated|title|learning cit"}),
        Rule("funded.in-all", "en", SAID + 0.3, {"sentence": r"^\W*(?:in all|altogether|all told|in total|together),", "predicate": r"\bshares?\b|receiv|\bget\b|fund|money"}, "In all, ⟦24⟧ cities share the money.", {"predicate": r"designated|title"}),
        Rule("funded.receives", "en", ADVERB, {"predicate": r"receiv|subsid|fund|grant|money"}, "⟦24⟧ cities will receive funding.", {"near": rf"\bnew\b|{w.EN_SPECIAL}|{w.EN_HELD}|consorti|{w.EN_APPLY}"}),
        Rule("funded.row", "en", CARRIED, {"row": r"^(?:all|sum|together|total)$"}, "| Item | Number |\n|---|---|\n| Together | ⟦24⟧ |"),
    ),
)  # fmt: skip

MEASURES = (SPECIAL, SUPPORTED, CONSORTIUM, LINKED, COURSES, FUNDED)
