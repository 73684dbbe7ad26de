"""All learning cities that stand on a day."""

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

_OTHERS = rf"{w.NEW}|{w.SPECIAL}|{w.EXCELLENT}|{w.APPLY}|컨소시엄|연합체|재지정|{w.HELD}"
_NOT = rf"{_OTHERS}|{w.UNDESIGNATED}|분모"
_EN_OTHERS = rf"\bnew(?:ly)?\b|{w.EN_SPECIAL}|excellent|{w.EN_UNDESIGNATED}|consorti|{w.EN_APPLY}|{w.EN_HELD}|{w.EN_ABROAD}"

TOTAL = Measure(
    "total",
    rules=(
        Rule(
            "total.own-phrase", "ko", OWN, {"own": rf"(?:전국|누적|누계|전체|현재|국내|총)[^,]*(?:{w.CITY})|누적|누계|전국\s*합계"},
            "누적 ⟦195곳⟧이 됐다.", {"own": _NOT, "near": "국비|운영비"},
        ),
        Rule(
            "total.cities-of", "ko", SAID, {"own": rf"{w.CITY}\s*(?:수|총|모두)?\s*$"}, "경기 평생학습도시 ⟦24곳⟧",
            {"noun": _NOT, "near": rf"{w.NEW}|{w.SPECIAL}|{w.THIS_YEAR}|국비|운영비|{w.NAMED}|{w.REVIEW}"},
        ),
        Rule(
            "total.topic", "ko", TOPIC + 0.1, {"topic": rf"(?:{w.CITY}|전국(?:의)?\s*도시)(?:의)?\s*(?:수|숫자|개수)?(?:는|은|가|이|도)$"},
            "전국의 평생학습도시는 ⟦195곳⟧이다.",
            {"topic": _NOT + f"|{w.THIS_YEAR}", "own": rf"{_NOT}|기초|전체|전국|시·군", "head": r"연합체|컨소시엄|강좌", "predicate": rf"^\s*(?:늘|더|추가)|{w.UNDESIGNATED}"},
        ),
        Rule(
            "total.is-city", "ko", SAID, {"predicate": rf"^[^,]{{0,12}}{w.CITY}(?:다|이다|입니다|로\s*(?:이름|활동|불)|였|이었|이며|가\s*(?:됐|되|돼|된)|\s*(?:자격|지위|이름|타이틀)|로\s*지정(?:돼|되어))"},
            "226곳 가운데 ⟦195곳⟧이 평생학습도시다.", {"own": _NOT, "near": rf"{w.NEW}[^,]{{0,14}}{w.NAMED}|{w.THIS_YEAR}[^,]*{w.CITY}가"},
        ),
        Rule(
            "total.before", "ko", OWN + 0.1, {"own": rf"{w.HELD}|앞서|있던|종전|기존|지난해까지|작년까지", "predicate": r"더하|더해|합하|합치|합쳐|포함"}, "먼저 지정된 ⟦57곳⟧을 더하면 76곳이다.", {"near": w.SPECIAL},
        ),
        Rule("total.was", "ko", SAID, {"predicate": rf"^\s*(?:던|었던|였던|이던)\s*(?:{w.CITY}|도시|지자체)"}, "⟦195개⟧이던 도시가 198개로 늘었다.", {"near": w.APPLY}),
        Rule("total.sum-adverb", "ko", TOPIC + 0.35, {"lead": r"(?:누적|누계)(?:으로|로|하면|해)?(?:는|도)?[^,]*$"}, "올해 지정된 도시는 28곳, 누적으로는 ⟦118곳⟧이다.", {"near": f"{w.SPECIAL}|{w.APPLY}|{w.UNDESIGNATED}"}, places=True),
        Rule("total.all-becomes", "ko", SAID + 0.4, {"own": r"(?:모두|총|통틀어|전체)\s*$", "predicate": r"^\s*(?:됐|되었|돼|된|되|이르|이른|달한|달했|늘)"}, "7곳이 새로 뽑혀 모두 ⟦160곳⟧이 됐다.", {"near": rf"{w.SPECIAL}|컨소시엄|국비|운영비|지원|{w.REVIEW}", "predicate": w.APPLY}),
        Rule("total.and-so", "ko", SAID + 0.4, {"lead": r"(?:지정|선정|더해|더하|늘|추가|합류|뽑)\S{0,4}(?:돼|되어|면서|해|어|져|며)\s*(?:전국(?:의|에서)?\s*)?(?:평생학습도시(?:가|는)?\s*)?(?:모두|총|누적)\s*$"}, "올해 6곳이 새로 지정돼 모두 ⟦206곳⟧이다.", {"near": rf"{w.SPECIAL}|컨소시엄|국비|운영비|지원|{w.REVIEW}"}),
        Rule("total.topic-sum", "ko", TOPIC + 0.2, {"topic": r"(?:누적|누계|총계|총수|전체|합계|합산)(?:은|는|으로는)$"}, "누적은 ⟦195곳⟧이다.", {"near": f"{w.SPECIAL}|{w.APPLY}|{w.UNDESIGNATED}"}, places=True),
        Rule("total.added-up", "ko", SAID, {"clause": r"더하면|합하면|합치면|더해|합쳐|합해|보태면", "sentence": rf"{w.CITY}|지정"}, "지난해까지 지정된 57곳에 올해 몫을 합하면 모두 ⟦76곳⟧이다.", {"near": rf"국비|운영비|사업비|지원|{w.SPECIAL}|{w.UNDESIGNATED}"}),
        Rule("total.series", "ko", SAID, {"lead": r"(?:20\d\d\s*년|지난해|작년)(?:에는|에)?\s*$", "sentence": rf"{w.CITY}.*(?:불어|늘|이르|됐|증가)"}, "평생학습도시는 2006년 ⟦57곳⟧, 2007년 76곳으로 불어났다.", {"near": f"{w.SPECIAL}|{w.APPLY}|{w.NEW}|신청"}),
        Rule("total.series-carried", "ko", ADVERB, {"lead": r"(?:20\d\d\s*년|지난해|작년)(?:에는|에)?\s*$", "sentence": r"불어|늘[었어]|이르|됐다|증가", "previous": w.CITY}, "평생학습도시는 19곳이었다. 그 뒤 2006년 ⟦57곳⟧, 2007년 76곳으로 불어났다.", {"near": f"{w.SPECIAL}|{w.APPLY}|{w.NEW}|신청", "sentence": rf"에\s*이어|{w.NAMED}"}),
        Rule(
            "total.with-sejong", "ko", ADVERB, {"clause": r"(?:세종|제주|행정시)[^,]*(?:넣|포함|합|더|제외|빼)"}, "세종과 제주의 두 행정시를 넣어 ⟦195곳⟧이다.", {"near": rf"{w.UNDESIGNATED}|{w.SPECIAL}|기초"},
        ),
        Rule(
            "total.so-far", "ko", SAID + 0.2, {"near": rf"{w.SO_FAR}", "predicate": rf"{w.NAMED}|이르|달하|달했|이름을\s*올|됐|되었|된다"},
            "지금까지 ⟦181곳⟧이 이름을 올렸다.", {"near": rf"{w.SPECIAL}|{w.EXCELLENT}|{w.UNDESIGNATED}|{w.APPLY}|컨소시엄|연합체|{w.REVIEW}", "own": w.NEW, "whole": w.NEW},
        ),
        Rule(
            "total.so-far-topic", "ko", TOPIC + 0.2, {"topic": rf"(?:{w.SO_FAR}|지난해|작년)[^,]*(?:{w.NAMED}|{w.CITY})"},
            "지난해까지 지정된 곳은 ⟦180개⟧였다.", {"topic": rf"{w.SPECIAL}|{w.EXCELLENT}|{w.UNDESIGNATED}|{w.APPLY}|{w.REVIEW}"},
        ),
        Rule(
            "total.grown-to", "ko", SAID + 0.3, {"particle": r"^(?:으로|로)$", "predicate": r"^[^,]{0,10}(?:늘|확대|증가|불어|넓|많아|올라|껑충)"},
            "188곳에서 ⟦195곳⟧으로 늘었다.", {"near": rf"{w.APPLY}|{w.UNDESIGNATED}|{w.PLAN}|강좌|예산|분모"},
        ),
        Rule(
            "total.grown-from", "ko", SAID + 0.2, {"particle": r"^에서(?:는)?$", "predicate": r"(?:곳|개|군데)?[^,]{0,24}(?:늘|확대|증가|불어|넓|됐|되었|올라|많아|→)"},
            "⟦188곳⟧에서 195곳으로 늘었다.", {"near": rf"{w.APPLY}|{w.UNDESIGNATED}|{w.PLAN}|강좌"},
        ),
        Rule(
            "total.becomes", "ko", SAID + 0.1, {"particle": r"^(?:이|가|에|로|으로)?$", "predicate": r"^\s*(?:됐|되었|돼|된다|된\s|되는|되며|되어|됩니다|이르|이른|달한|달했|올라|도달|기록)"},
            "평생학습도시는 이번에 ⟦195곳⟧이 됐다.",
            {"near": rf"{w.SPECIAL}|{w.EXCELLENT}|{w.UNDESIGNATED}|{w.APPLY}|컨소시엄|{w.REVIEW}|강좌|박람회", "own": w.NEW},
        ),
        Rule(
            "total.named-standing", "ko", SAID + 0.1, {"predicate": r"(?:지정|선정)(?:돼|되어)\s*있|이름을\s*올리고\s*있|이름을\s*올린\s*상태|운영\s*중|활동\s*중"},
            "지난해까지 29개 시·군이 지정돼 있었다.".replace("29개", "⟦29개⟧"), {"near": rf"{w.SPECIAL}|{w.EXCELLENT}|{w.APPLY}|강좌"},
        ),
        Rule(
            "total.part-of", "ko", SAID + 0.15, {"whole": r"기초|지자체|자치단체|시·군|시군|구·군|자치구|전국|전체", "predicate": rf"{w.NAMED}|{w.CITY}"},
            "18개 시·군 가운데 ⟦15개⟧가 지정됐다.", {"heading": w.UNDESIGNATED, "near": rf"{w.SPECIAL}|{w.EXCELLENT}|{w.UNDESIGNATED}|{w.APPLY}|{w.REVIEW}|{w.CONSORTIUM}(?!도)", "whole": w.NEW},
        ),
        Rule("total.of-pair", "ko", SAID, {"whole": r"\d\s*(?:개|곳)?\s*(?:의\s*)?(?:구|군|시|시·군|구·군|시·군·구|자치구)\s*$|(?:서른|스물|열)\S*\s*(?:개|곳)?\s*(?:구|군|시|시·군|구·군)\s*$", "said": r"^\s*(?:$|[!.,요다]|이|입|예|뿐|만|로|까지|라)"}, "평생학습도시는 서울이 25개 구 가운데 ⟦23개⟧다.", {"near": f"{_NOT}|{w.REVIEW}|강좌"}),
        Rule("total.with-share", "ko", SAID + 0.1, {"said": r"^\s*[,(]?\s*(?:비율로(?:는)?\s*|약\s*)?\d+(?:\.\d+)?\s*(?:%|％|프로|퍼센트)"}, "⟦206곳⟧, 91.2%", {"near": f"{_NOT}|{w.REVIEW}|기초|지자체|시·군"}),
        Rule("total.nation-topic", "ko", SAID, {"lead": r"전국(?:은|이|으로는|으론)\s*(?:지금|현재|그럼|이제)?\s*(?:모두|총)?\s*$", "predicate": r"^\s*(?:$|[!.,]|이(?:다|에요|었|고|며)|다|입니다|예요|됐|되)"}, "전국은 지금 ⟦206곳⟧이다.", {"near": _NOT, "predicate": w.NAMED}),
        Rule(
            "total.nation-headline", "ko", ADVERB, {"own": r"^(?:전국|전국에|국내|나라 안)$", "head": r"^(?:지정|시대)?$"}, "평생학습도시, 전국 ⟦198곳⟧",
            {"noun": rf"{_NOT}|강좌|신청", "predicate": _NOT},
        ),
        Rule("total.column", "ko", OWN, {"column": rf"누적|누계|전체|총\s|합계|{w.CITY}\s*수"}, "| 연도 | 누적 |\n|---|---|\n| 2022년 | ⟦188곳⟧ |", {"column": rf"{_NOT}|국비|예산"}),
        Rule("total.cell-of-provinces", "ko", SAID, {"column": rf"{w.CITY}|지정"}, "| 시·도 | 평생학습도시 |\n|---|---|\n| 서울 | ⟦22⟧ |", {"column": rf"{_NOT}|률|율|비율", "row": r"\d{4}"}),
        Rule("total.row", "ko", OWN, {"row": rf"누적|누계|전체\s*{w.CITY}|{w.CITY}\s*수"}, "| 구분 | 수 |\n|---|---|\n| 누적 | ⟦195곳⟧ |", {"row": _NOT}),
        Rule("total.carried", "ko", CARRIED, {"previous": rf"{w.CITY}"}, "경기도의 평생학습도시는 24곳이다. 지난해까지는 ⟦21개⟧였다.", {"near": _NOT + f"|{w.NAMED}"}),
        Rule("total.in-sentence", "ko", CARRIED_IN - 0.1, {"sentence": w.CITY}, "평생학습도시를 세면 ⟦195곳⟧이다.", {"near": _NOT, "particle": "씩"}),
        Rule("total.under-heading", "ko", ABOVE - 0.1, {"heading": rf"{w.CITY}\s*(?:현황|수|몇)|지정\s*현황"}, "평생학습도시 현황\n전체 ⟦195곳⟧", {"near": _NOT}),
        Rule(
            "total.own-phrase", "en", OWN, {"noun": rf"(?:total|all)\b[^,]*{w.EN_CITY}|{w.EN_CITY}\s*(?:nationwide|in total|across)|cumulative"},
            "A total of ⟦195⟧ learning cities", {"noun": _EN_OTHERS, "sentence": r"fund|subsid|receiv|\bshares?\b|\bwon\b|\bincluding\b"},
        ),
        Rule(
            "total.number-of", "en", SAID + 0.3, {"lead": r"(?:number|count|tally|total|list|roster|family)\s+(?:of\s+[^,]*)?(?:\w+\s+){0,4}(?:to|at|of|is|was|from|reach\w*|stands?|stood|now)\s*(?:about\s*)?$"},
            "The number of learning cities rose to ⟦195⟧.", {"near": rf"{w.EN_SPECIAL}|excellent|consorti|{w.EN_APPLY}|review|{w.EN_ABROAD}|courses|people", "noun": r"\bnew", "previous": r"\bhow many (?!are\b|of\b|(?:\w+ ){0,3}(?:cit|municip|place|local|distr|count|prov|region))"}, places=True,
        ),
        Rule(
            "total.now-hold", "en", SAID, {"predicate": r"^[^,]{0,30}(?:(?:hold|carry|bear|have|held|has held)s?\b[^,]{0,20}(?:title|name|status|designation)|take part|(?:is|are|were)\s+(?:now\s+)?(?:lifelong\s+)?(?:learning cit|designated)|belong)"},
            "Across Korea, ⟦198⟧ places now hold the title.", {"predicate": r"designated (?:to|as|under|for|this)", "lead": r"\bof (?:its|their|our|the|all)\s*$", "near": rf"{w.EN_SPECIAL}|excellent|{w.EN_UNDESIGNATED}|consorti|{w.EN_APPLY}|\balready\b|\bnew\b|UNESCO"},
        ),
        Rule(
            "total.so-far", "en", ADVERB, {"near": rf"{w.EN_SO_FAR}", "sentence": rf"{w.EN_CITY}|title|designat|scheme|programme|program"},
            "So far ⟦181⟧ places have been designated.", {"near": _EN_OTHERS + r"|fund|subsid|receiv|courses", "noun": r"more"},
        ),
        Rule(
            "total.part-of", "en", SAID + 0.1, {"whole": r"municipalit|local governments?|cities, counties|districts|counties"},
            "⟦195⟧ of the 226 municipalities", {"heading": w.EN_UNDESIGNATED, "near": _EN_OTHERS.replace("|" + w.EN_HELD, "") + "|review"},
        ),
        Rule(
            "total.becomes", "en", SAID, {"lead": r"\b(?:to|reach\w*|bring\w*|brought|lift\w*|rais\w*|now|stands? at|stood at|taking|takes?|pushing|pushed|makes?|making)\b[^,]{0,40}$", "sentence": rf"{w.EN_CITY}|number|total|count|tally"},
            "This brings the total to ⟦195⟧.", {"near": _EN_OTHERS.replace(r"\bnew(?:ly)?\b|", "") + "|more|fund", "noun": r"\bnew"},
        ),
        Rule("total.label", "en", OWN, {"own": r"number of (?:lifelong )?learning cities|learning cities (?:in all|in total)"}, "Number of learning cities: ⟦195⟧", {"own": r"\bnew\b|speciali"}, places=True),
        Rule("total.there-are", "en", SAID, {"lead": r"\bthere (?:are|were)(?: now| currently| already| today)?\s*$", "head": rf"^\s*(?:such |lifelong |designated )*(?:{w.EN_CITY}|cities)"}, "Last year there were ⟦188⟧ learning cities.", {"noun": _EN_OTHERS}),
        Rule("total.by-year", "en", SAID, {"lead": r"\bby (?:19|20)\d\d,?(?:\s+there (?:were|are)|\s+(?:it|they|the \w+) (?:was|were|had|stood at))?\s*$"}, "By 2004 there were ⟦19⟧, by 2007 76.", {"near": rf"{w.EN_PLAN}|{w.EN_APPLY}|UNESCO"}, places=True),
        Rule("total.makes", "en", SAID, {"lead": r"\b(?:makes?|making|brings?|bringing)(?:\s+it|\s+them)?\s*$", "sentence": rf"{w.EN_CITY}|joined|designated|named|more"}, "This year 28 more have joined, which makes ⟦118⟧.", {"near": f"{w.EN_SPECIAL}|{w.EN_APPLY}"}, places=True),
        Rule("total.already", "en", SAID, {"predicate": r"already (?:in|named|designated|on|there)", "sentence": r"\b(?:number|total|count|tally|amounts?|makes?|bring)"}, "With the ⟦57⟧ cities already in operation, the number amounts to 76.", {"near": w.EN_SPECIAL}),
        Rule("total.before-that", "en", SAID, {"lead": r"\b(?:before that|until then|before then)\b[^.;]{0,12}$"}, "Before that there were ⟦201⟧.", {"near": _EN_OTHERS}, places=True),
        Rule("total.of-pair", "en", SAID, {"whole": r"^\W*(?:its|the|all)?\s*\d+\b(?!\s*\w*\s*(?:applic|member|cities that))"}, "In Seoul ⟦18⟧ of 25 hold the title.", {"near": _EN_OTHERS + "|review", "previous": w.EN_UNDESIGNATED}, places=True),
        Rule("total.by-then", "en", SAID + 0.2, {"predicate": r"\bby (?:last year|then|the end of|20\d\d)"}, "It had named ⟦90⟧ learning cities by last year.", {"near": w.EN_PLAN + r"|\bnew\b|more"}),
        Rule("total.up-from", "en", SAID, {"lead": r"(?:\bfrom|up from|compared with)\s*$", "sentence": rf"{w.EN_CITY}|tally|total|number|count|title|list"}, "The total rose from ⟦188⟧ to 195.", {"near": w.EN_APPLY}),
        Rule("total.column", "en", OWN, {"column": r"total|cumulative|learning cities|designated"}, "| Year | Total |\n|---|---|\n| 2022 | ⟦188⟧ |", {"column": r"rate|share|new|won|amount|%"}),
        Rule("total.row", "en", OWN, {"row": r"total|cumulative|^(?:all )?(?:lifelong )?learning cities|^designated$|how many (?:\w+ )?cities are|complete"}, "| Item | Number |\n|---|---|\n| Total | ⟦195⟧ |", {"row": r"new|amount|won|^(?:how many )?municipalit"}),
        Rule("total.in-sentence", "en", CARRIED_IN - 0.1, {"sentence": w.EN_CITY}, "Learning cities: count them and get ⟦195⟧.", {"near": _EN_OTHERS}),
        Rule("total.carried", "en", CARRIED, {"previous": w.EN_CITY}, "Korea has learning cities. There are ⟦195⟧.", {"near": _EN_OTHERS + f"|{w.EN_NAMED}"}),
    ),
)  # fmt: skip

RANK = Measure("rank", rules=())
"""Which city in turn a place became; see `rank.nth` in `read.counts`."""

MEASURES = (TOTAL, RANK)
