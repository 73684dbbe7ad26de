"""Words that several measures share, as patterns: each says one thing, in one language."""

from __future__ import annotations

NAMED = (
    r"(?:(?<!재)(?<!미)지정(?!되지|받지|하지|이\s*안|\s*안|\s*(?:제도|기준|절차))|선정|[뽑꼽][가-힣]|골[라랐]|고른|명단에\s*[들올포]|이름을\s*올|합류|들어(?:왔|온|와|오|갔|간|가)|가입|진입|발탁|낙점"
    r"|새\s*식구|탄생|반열|대열|확정|이름표|간판|자격을\s*(?:얻|받|따)|타이틀|명함|지위를\s*(?:얻|받)|지정받|새로\s*정[했하한]|로\s*정[했하한]|(?<=\s)정(?:했|한다))"
)
NEW = r"(?:신규|새(?=\s|로|롭)|새내기|최초|처음(?!으로\s*(?:심사|평가))|첫(?=\s)|추가)"
THIS_YEAR = r"(?:올해|이번|금년|올봄|이날|올\s|당해)"
SO_FAR = r"(?:지금까지|그동안|그간|현재|누적|누계|이후|이래|까지(?!\s*(?:포함|더|합|3년|4년))|이로써|이제|모두\s*합)"
CITY = r"(?:평생\s*)?학습\s*도시"
SPECIAL = r"(?:특성화|특화(?=\s*(?:도시|사업|지원|프로그램\s*(?:사업|지원)))|단독형)"
HELD = (
    r"(?:기존(?:의|에)?\s*(?:지정된\s*)?(?:평생\s*)?(?:학습\s*)?도시|기존\s*(?:지정|지자체|시|곳)"
    r"|(?:이미|먼저|앞서|일찍이|기)\s*지정(?:된|받은|을\s*받은|도시)|자격을\s*(?:가진|갖춘|지닌)\s*(?:기존\s*)?도시)"
)
CONSORTIUM = (
    r"(?:컨소시엄|연합체|광역(?:형|권|\s*(?:지자체|자치단체|단체|단위|시도|시·도))?(?!\s*-?시)|진흥원|집중\s*(?:진흥)?\s*지구"
    r"|연계형(?!\s*강화)|(?<!군·)시·도(?!시)|(?<![가-힣])시도(?=[에가는를와\s]|$))"
)
LINKED = r"(?:자원\s*(?:을\s*)?(?:연계|묶|엮)|연계\s*강화|자원연계)"
COURSES = r"(?:특화\s*프로그램(?:형|(?=\s*$)|(?=\s*\d)|\s*(?:부문|유형|분야))|프로그램형|프로그램\s*(?:운영형|유형)|강좌형|강좌(?:를|를\s*)?\s*앞세)"
EXCELLENT = r"우수"
REVIEW = r"(?:재지정|평가|심사|점검)"
UNDESIGNATED = (
    r"(?:미지정|지정(?:되|받|을\s*받)지\s*(?:않|못)|지정이?\s*안\s*(?:된|됐|돼)|(?<![가-힣])남(?:은|아|았|는(?=\s*(?:곳|지|시|군|구)))|빠져|빠진|공백|사각"
    r"|(?:도시|자격|이름)[가이]?\s*(?:아직\s*)?(?:아닌|아니|없는|없다|못\s*된)|못\s*(?:얻|받|단|올린|들)|(?:올리|오르|얻|받|들)지\s*못|비어\s*있|아직\s*(?:이[다었에고며]|입니다|인\b|안\s))"
)
APPLY = r"(?:신청|응모|지원서|손을\s*들|경쟁|도전(?:장|한|했)|접수|지원했|지원한(?=\s*(?:곳|지자체|도시))|고배|탈락|예비|컨설팅)"
ABROAD = (
    r"(?:(?:장애인|행복|글로벌|국제|예비|미니)\s*(?:평생\s*)?학습\s*도시|유네스코|UNESCO|GNLC|글로벌|세계|국제\s*(?:네트워크|연맹)|회원|협의회|이사|임원|대의원|행복\s*학습|박람회|축제|공모전|우수\s*사례|장관상|표창|대상\s*수상"
    r"|참석|참가|방문|다녀|견학|간담회|워크숍|연수|온\s*손님|모임)"
)
OTHER_SCHEME = r"(?:장애인|행복|글로벌|국제|예비|미니)\s*(?:평생\s*)?학습\s*도시"
THINGS = r"(?:장애인|도서관|학교|대학|성인\s*문해|마을|강좌|과정|프로그램(?!형)|센터|기관|교육청|교육지원청|진흥원\s*$)"
PLAN = r"(?:계획|목표|예정|방침|전망|바람|하겠|늘리겠|늘릴|추진한다|내년)"

EN_NAMED = r"(?:(?<!re-)(?<!re)(?<!un)designat\w+|\bchosen|\bnam(?:ed|es|ing)\b|select\w+|\bpick\w*|\bjoin\w*|\badd(?:s|ed|ing)?\b|\bentered|\badmitted|\bwelcomed|\bunveil\w*)"
EN_NEW = r"(?:\bnew(?:ly|est|comers?)?\b|\bfirst[- ]time|\bfor the first time|\badditional\b|\blatest\b|\bfresh\b|\bmore\b)"
EN_CITY = r"learning cit(?:y|ies)"
EN_SPECIAL = r"(?:speciali[sz]\w*|\bspecial program\w*)"
EN_HELD = r"(?:\bexisting\b|\balready\b|\bindependent\b|(?<!year )\bearlier\b|\bestablished\b)"
EN_CONSORTIUM = r"(?:consorti\w+|\balliances?\b|\bpartnerships?\b|provincial (?:institutes?|centers?|centres?)|(?<!of the )(?<!of )(?<!in the )(?<!the )\b(?:provinces|regions)\b|\bmetropolitan\b|intensive (?:promotion )?district)"
EN_UNDESIGNATED = (
    r"(?:undesignated|\bnot (?:yet )?(?:been )?(?:designat\w+|named|joined|in\b|on\b|part)|\bwithout (?:the |a |any |this |one\b|it\b|title|status|designat)|\bremain\w*|\byet to\b|\boutside\b|\black\w*|\bstill (?:wait\w*|miss\w*|to)|\bleft out\b|\bmissing\b"
    r"|\bunnamed\b|\bhave no\b|\bhas no\b|\bno title\b|\bgaps?\b)"
)
EN_REVIEW = r"(?:review\w*|evaluat\w+|re-?designat\w+|renew\w*|assess\w*|examin\w+)"
EN_APPLY = r"(?:appl(?:y|ied|icants?|ications?)|\bbid(?:s|ders?)?\b|contest(?:ed|ants)|competed|preliminary|candidates?)"
EN_ABROAD = r"(?:UNESCO|GNLC|global network|worldwide|\bmembers?\b|council|association|countries|festival|\bfair\b|visitors?|guests?|attend\w*|participants?)"
EN_SO_FAR = r"(?:so far|to date|\bnow\b|\bto\b$|in (?:total|all)|altogether|\btotal\b|cumulative|across (?:the country|korea|the nation)|nationwide|\bsince\b|\boverall\b|\bcurrently\b)"
EN_PLAN = r"(?:\bplans?\b|\baims?\b|\btarget\b|\bgoal\b|\bhopes?\b|\bexpects?\b|\bnext year\b)"
EN_LINKED = r"(?:\blink\w*\b[^,.;]{0,24}resources?|resource[- ]link\w*)"
EN_COURSES = r"(?:region(?:al(?:ly)?)?[- ](?:specific|tailored)|locally (?:customi[sz]ed|tailored)|regional (?:programme|program|course)s?(?: type)?|programme type)"
