"""Municipalities, those without the title, and the provinces."""

from __future__ import annotations

from analysis.release.measures import words as w
from analysis.release.measures.base import (
    CARRIED,
    CARRIED_IN,
    OWN,
    SAID,
    TOPIC,
    Measure,
    Rule,
)

_BASIC = r"기초\s*(?:자치\s*단체|지자체|지방\s*자치\s*단체|단체)|지방\s*자치\s*단체|지자체|자치구|시·군·구|시군구|시·군(?!·)|시군(?!구)|구·군|군·구|시·구·군"

MUNICIPALITIES = Measure(
    "municipalities",
    rules=(
        Rule("municipalities.in-brackets", "ko", OWN + 0.5, {"own": rf"(?:{_BASIC})\s*$", "particle": r"^의$"}, "전체 기초자치단체(⟦226개⟧)의 87.6%", {"own": rf"{w.NEW}|{w.SPECIAL}|미지정"}),
        Rule("municipalities.share-base", "ko", OWN + 0.6, {"particle": r"^의$", "predicate": r"\d+(?:\.\d+)?\s*%", "noun": rf"{_BASIC}|전국|전체"}, "195곳으로, ⟦226개⟧ 기초지자체의 86.3%다.", {"noun": rf"{w.NEW}|{w.SPECIAL}|{w.EXCELLENT}|{w.CITY}|미지정"}),
        Rule("municipalities.of-number", "en", OWN + 0.6, {"lead": r"(?:\d|%|percent|per cent)\s*(?:out\s+)?of(?:\s+(?:the|all|its|korea's|country's|nation's|province's))*\s*$", "head": r"^\s*(?:basic|municipal|local|cities|counties|districts|gu\b|places)"}, "201 of ⟦226⟧ local governments", {"head": w.EN_CITY}, places=True),
        Rule(
            "municipalities.nation", "ko", OWN, {"own": r"(?:전국|전체|우리나라|국내|모든|총)[^,]*(?:" + _BASIC + r")|(?:전국|전체)\s*$", "noun": rf"{_BASIC}"},
            "전국 ⟦226개⟧ 기초지자체", {"noun": rf"{w.UNDESIGNATED}|{w.NEW}|{w.SPECIAL}|{w.EXCELLENT}|{w.REVIEW}", "predicate": rf"^\s*(?:선정|신청|참여|뽑)|^(?!\s*(?:중|가운데))[^,]*(?:{w.NEW}[^,]{{0,12}}{w.NAMED}|{w.CITY}로)"},
        ),
        Rule(
            "municipalities.base", "ko", OWN + 0.4, {"predicate": r"^\s*(?:중|가운데)(?:에서|에)?(?:는)?(?:\s|$)", "noun": rf"{_BASIC}|전국|전체|모두"},
            "전국 ⟦226곳⟧ 중 195곳이 평생학습도시다.", {"noun": rf"미지정|지정되지|{w.NEW}|{w.SPECIAL}|{w.EXCELLENT}|{w.NAMED}|{w.CITY}|{w.REVIEW}|신청"},
        ),
        Rule(
            "municipalities.base-head", "ko", OWN + 0.4, {"predicate": rf"^\s*(?:의\s*)?(?:전체\s*)?(?:{_BASIC})\s*(?:중|가운데)"},
            "⟦18개⟧ 시·군 가운데 15개가 지정됐다.", {"noun": rf"미지정|지정되지|{w.NEW}|{w.SPECIAL}|{w.EXCELLENT}|{w.NAMED}|{w.CITY}|{w.REVIEW}|신청"},
        ),
        Rule("municipalities.of-pair", "ko", SAID + 0.5, {"head": r"^(?:의\s*)?(?:전체\s*)?(?:구|군|시|시·군|구·군|시·군·구|자치구|기초\S*|지자체)?$", "said": r"^\s*(?:중|가운데)(?:에서|에)?\s*\S{0,4}$"}, "서울은 ⟦25개⟧ 구 가운데 23개가 평생학습도시다.", {"noun": f"{w.NEW}|{w.SPECIAL}|{w.EXCELLENT}|{w.CITY}|{w.NAMED}|{w.REVIEW}|{w.APPLY}|{w.THINGS}|미지정", "sentence": f"{w.REVIEW}|{w.EXCELLENT}"}),
        Rule(
            "municipalities.topic", "ko", TOPIC + 0.3, {"topic": rf"(?:전국|전체|도내|우리나라|국내)(?:의)?\s*(?:{_BASIC})(?:는|은|가|이)$", "predicate": r"^\s*(?:이|다|니까|이니|인데|므로|$)"},
            "전국 시·군·구가 ⟦226곳⟧이니까 86.3퍼센트다.", {"near": rf"{w.UNDESIGNATED}|{w.NEW}|{w.SPECIAL}|{w.EXCELLENT}|{w.REVIEW}|{w.NAMED}|{w.CITY}|{w.APPLY}"},
        ),
        Rule(
            "municipalities.all", "ko", OWN, {"head": rf"^(?:의\s*)?(?:전\s*|모든\s*|전체\s*)?(?:{_BASIC}).*(?:전부|모두|전체|모든|전)|^전\s*(?:{_BASIC})|^모든\s*(?:{_BASIC})|^(?:{_BASIC})\s*(?:이|가)?\s*모두"},
            "부산은 ⟦16개⟧ 구·군 전부가 평생학습도시가 됐다.", {"noun": rf"미지정|지정되지|{w.SPECIAL}|{w.EXCELLENT}|{w.REVIEW}"},
        ),
        Rule(
            "municipalities.all-said", "ko", SAID + 0.3, {"head": rf"^(?:의\s*)?(?:{_BASIC})", "said": r"^\s*,?\s*(?:전국\s*처음(?:으로)?\s*)?(?:모두|전부|빠짐없이|전체|하나도\s*빠짐|한\s*곳도\s*빠짐|다\s)"},
            "대전은 ⟦5개⟧ 자치구가 빠짐없이 지정됐다.", {"noun": rf"미지정|지정되지|{w.SPECIAL}|{w.EXCELLENT}|{w.REVIEW}|{w.NEW}|{w.NAMED}"},
        ),
        Rule(
            "municipalities.divided-by", "ko", SAID, {"predicate": r"^\s*(?:(?:을|를)?\s*)?(?:기준|나누|나눈|대비|에\s*(?:견주|대))|^[^,]{0,6}기준", "noun": rf"{_BASIC}|전국|전체|기초"}, "전국 기초지자체 ⟦226곳⟧을 기준으로 하면",
            {"own": "전년|지난해|작년"},
        ),
        Rule(
            "municipalities.of-province", "ko", CARRIED_IN, {"head": rf"^(?:{_BASIC})", "own": r"[가-힣]{2}"}, "경기도 ⟦31개⟧ 시·군",
            {"near": rf"{w.UNDESIGNATED}|{w.NEW}|{w.SPECIAL}|{w.EXCELLENT}|{w.REVIEW}|{w.NAMED}|{w.CITY}|{w.APPLY}|{w.ABROAD}"},
        ),
        Rule("municipalities.column", "ko", OWN, {"column": rf"^(?:전체\s*)?(?:{_BASIC})\s*(?:수)?$|기초\s*(?:자치|지자체)"}, "| 시·도 | 기초지자체 |\n|---|---|\n| 서울 | ⟦25⟧ |", {"column": f"{w.CITY}|미지정|지정", "row": r"^(?:계|합계|총계|소계)$"}),
        Rule("municipalities.row", "ko", OWN, {"row": r"^(?:전국\s*)?기초\s*(?:자치\s*단체|지자체)(?:\s*수)?$"}, "| 구분 | 수 |\n|---|---|\n| 기초지자체 | ⟦226⟧ |"),
        Rule("municipalities.of-its", "en", OWN + 0.6, {"lead": r"\bof (?:its|their)\s*$", "head": r"^\s*(?:municipal|local|cities|counties|districts|gu\b)"}, "In Gangwon ten of its ⟦18⟧ cities and counties hold the title.", {"head": w.EN_CITY}, places=True),
        Rule("municipalities.of-share", "en", OWN + 0.4, {"lead": r"(?:%|percent|per cent)\s*(?:out\s+)?of(?:\s+(?:the|all|its))*\s*$", "head": r"^[\s).]*$"}, "195 cities (86.3% of ⟦226⟧)", places=True),
        Rule(
            "municipalities.all", "en", OWN, {"noun": r"\b(?:(?<!in )all|every one of|the country's|korea's|the nation's|nation's|country's)\b[^,]*$|municipalit\w+ (?:in|of|across) (?:the country|korea)", "head": r"^\s*(?:basic |local |of )*(?:municipalit|local govern|cities, counties|districts|counties|gu\b)"},
            "195 of the country's ⟦226⟧ municipalities", {"noun": rf"\bnew|{w.EN_CITY}|{w.EN_UNDESIGNATED}|{w.EN_SPECIAL}"},
        ),
        Rule(
            "municipalities.base", "en", OWN + 0.2, {"own": r"(?:out of|of|among)\s+(?:the|all|its|korea's|the (?:country|nation)'s|the province's|the city's)?\s*(?:country's|nation's)?\s*$", "head": r"^\s*(?:basic |local )*(?:municipalit|local govern|districts|counties|cities and counties|cities, counties|places|gu\b)"},
            "195 of the ⟦226⟧ municipalities", {"noun": rf"\bnew|{w.EN_CITY}|{w.EN_UNDESIGNATED}"},
        ),
        Rule("municipalities.possessive", "en", SAID, {"own": r"(?:\b[A-Z]\w+(?:'s|’s)|\bits)\s*$", "head": r"^\s*(?:municipalit|districts|counties|cities and counties|local govern)"}, "Every one of Busan's ⟦16⟧ districts", {"noun": "new"}),
        Rule("municipalities.has", "en", SAID, {"topic": r"\b(?:has|have|with|comprises)\s*$", "head": r"^\s*(?:municipalit|districts|counties|cities and counties|local govern)"}, "Jeonnam has ⟦22⟧ counties and cities.", {"noun": "new"}),
        Rule("municipalities.of-pair", "en", SAID + 0.5, {"lead": r"\b(?:\d+|[a-z]+(?:teen|ty|one|two|three|four|five|six|seven|eight|nine|ten))\s+(?:out\s+)?of(?:\s+(?:its|the))?\s*$", "head": r"^\W*$"}, "In Seoul 18 of ⟦25⟧ hold the title.", {"predicate": r"\bnew|excellent|speciali"}, places=True),
        Rule("municipalities.against", "en", SAID + 0.4, {"lead": r"\b(?:against|over|divided by)(?:\s+(?:the|all|korea's))*\s*$|^\W*of\s*$", "head": r"^\s*(?:basic|local|municipal)\w*\s*(?:local )?(?:governments?|authorit\w+|municipalit\w+|units)?"}, "Against ⟦226⟧ basic local governments that is 86.3 percent.", {"noun": rf"\bnew|{w.EN_CITY}|{w.EN_UNDESIGNATED}|{w.EN_SPECIAL}"}, places=True),
        Rule("municipalities.column", "en", OWN, {"column": r"^municipalit|^all municipal|^local gov"}, "| Province | Municipalities |\n|---|---|\n| Seoul | ⟦25⟧ |"),
        Rule("municipalities.row", "en", OWN, {"row": r"^(?:how many )?municipalit"}, "| Item | Number |\n|---|---|\n| Municipalities | ⟦226⟧ |"),
    ),
)  # fmt: skip

_REVIEWED = r"재지정|평가|심사|\d년\s*남"

UNDESIGNATED = Measure(
    "undesignated",
    rules=(
        Rule("undesignated.own-phrase", "ko", OWN + 0.5, {"noun": w.UNDESIGNATED}, "미지정 시·군 ⟦3곳⟧", {"own": _REVIEWED}),
        Rule("undesignated.said", "ko", SAID + 0.4, {"predicate": rf"^[^,]{{0,24}}(?:{w.UNDESIGNATED})"}, "⟦31곳⟧이 남아 있다.", {"near": _REVIEWED + "|기억에\\s*남"}),
        Rule("undesignated.topic", "ko", TOPIC + 0.4, {"topic": w.UNDESIGNATED}, "아직 지정되지 않은 곳은 ⟦3개⟧ 시·군이다.", {"topic": _REVIEWED}),
        Rule("undesignated.column", "ko", OWN + 0.5, {"column": "미지정|없는"}, "| 시·도 | 미지정 |\n|---|---|\n| 서울 | ⟦3⟧ |"),
        Rule("undesignated.row", "ko", OWN + 0.5, {"row": w.UNDESIGNATED}, "| 구분 | 수 |\n|---|---|\n| 미지정 | ⟦34⟧ |"),
        Rule("undesignated.in-sentence", "ko", CARRIED_IN + 0.3, {"sentence": w.UNDESIGNATED}, "아직 지정되지 않은 지자체를 보면 경북에만 ⟦10곳⟧이 있다.", {"near": rf"{_REVIEWED}|{w.NEW}|{w.SPECIAL}|전국|{w.CITY}"}),
        Rule("undesignated.carried", "ko", CARRIED + 0.3, {"previous": w.UNDESIGNATED}, "미지정 지자체는 34곳이다. 경북에만 ⟦10곳⟧이 몰려 있다.", {"near": rf"{_REVIEWED}|{w.NEW}|{w.SPECIAL}|전국|{w.CITY}|{w.NAMED}"}),
        Rule("undesignated.own-phrase", "en", OWN + 0.5, {"noun": r"undesignated|\bremaining\b|\bother\b(?=\s*$)|without"}, "⟦31⟧ undesignated municipalities", {"noun": w.EN_REVIEW}),
        Rule("undesignated.said", "en", SAID + 0.3, {"predicate": rf"^[^,]{{0,40}}{w.EN_UNDESIGNATED}"}, "⟦34⟧ municipalities are still without the title.", {"near": rf"{w.EN_REVIEW}|remains? (?:one|a )"}),
        Rule("undesignated.topic", "en", TOPIC + 0.3, {"topic": w.EN_UNDESIGNATED}, "Still to be named are ⟦34⟧ municipalities.", {"near": w.EN_REVIEW}),
        Rule("undesignated.column", "en", OWN + 0.5, {"column": r"undesignated|not (?:yet )?designated|without|gaps?"}, "| Province | Undesignated |\n|---|---|\n| Seoul | ⟦3⟧ |"),
        Rule("undesignated.row", "en", OWN + 0.5, {"row": r"undesignated|not (?:yet )?designated|without|\bgaps?\b|still to come"}, "| Item | Number |\n|---|---|\n| Undesignated | ⟦34⟧ |"),
        Rule("undesignated.carried", "en", CARRIED + 0.2, {"previous": w.EN_UNDESIGNATED}, "34 municipalities are undesignated. Gyeongbuk has ⟦10⟧ of them.", {"near": rf"\bnew\b|hold|total|{w.EN_REVIEW}"}),
    ),
)  # fmt: skip

PROVINCES = Measure(
    "provinces",
    derivable=False,
    rules=(
        Rule("provinces.all", "ko", OWN + 0.6, {"own": "전국|전체|우리나라", "head": r"^(?:의\s*)?(?:광역\s*)?(?:시·도|시도|광역\s*(?:시도|지자체|자치단체))"}, "전국 ⟦17개⟧ 시·도"),
        Rule("provinces.base", "ko", OWN + 0.6, {"predicate": r"^\s*(?:시·도|시도)\s*(?:중|가운데)"}, "⟦17개⟧ 시·도 가운데 가장 먼저다."),
        Rule("provinces.complete", "en", OWN + 0.6, {"noun": r"\bprovinces\b", "predicate": r"complete|gaps?\b|\bwhole\b|\bfull\b|\bdone\b|\bleave\b|\btrail|\blag"}, "⟦Seven⟧ provinces have no gap left."),
        Rule("provinces.all", "en", OWN + 0.6, {"own": r"\ball\b|korea's|the country's", "head": r"^\s*provinces"}, "all ⟦17⟧ provinces"),
    ),
)  # fmt: skip

MEASURES = (MUNICIPALITIES, UNDESIGNATED, PROVINCES)
