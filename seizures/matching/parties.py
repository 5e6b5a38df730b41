"""Whether a shipper, consignee or notify party is one of the names a right holder authorised.

Names are compared without legal forms and country words, token by token and in full: leaving out
more (trading, industrial, a typo) would let a stranger pass for a licensee.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from seizures.matching.firms import Firm, firm
from seizures.matching.likeness import same_firm

_FORM_WORDS = """
    co ltd limited inc incorporated corp corporation company llc llp lp plc gmbh mbh ag sa sas sarl
    spa srl bv nv oy ab as aps kg kk pte pty pvt sdn bhd jsc ooo kft zrt kabushiki kaisha yugen
    gaisha yuhan hoesa jusik chusik the and cie et
"""
_PLACE_WORDS = """
    korea china hong kong hongkong hk japan taiwan usa us uk america europe asia pacific singapore
    vietnam thailand india germany france italy spain netherlands canada australia prc roc kr cn jp
    eu de fr apac seoul beijing shanghai shenzhen guangzhou tokyo
"""
_FORMS = frozenset(_FORM_WORDS.split())
_COUNTRIES = frozenset(_PLACE_WORDS.split())
_KOREAN_FORMS = re.compile(
    r"주식회사|유한회사|유한책임회사|합자회사|합명회사|\(주\)|\(유\)|㈜|코리아|한국지사|한국$|^한국"
)
_CHINESE_FORMS = re.compile(
    r"股份有限公司|有限责任公司|有限公司|株式会社|有限会社|集团公司|集团|公司|\(中国\)|\(香港\)|\(上海\)|\(北京\)|\(深圳\)|中国$|^中国"
)
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=50_000)
def party_key(name: str) -> str:
    """A name reduced to what tells one firm from another; empty where nothing is left."""
    text = unicodedata.normalize("NFKC", name).lower().replace(".", "").replace("'", "")
    text = _CHINESE_FORMS.sub(" ", _KOREAN_FORMS.sub(" ", text))
    words = _WORD.findall(text)
    core = [word for word in words if word not in _FORMS]
    while len(core) > 1 and core[-1] in _COUNTRIES:
        core.pop()
    return " ".join(core or words)


def party_keys(names: Iterable[str]) -> frozenset[str]:
    """The keys of several names."""
    return frozenset(key for name in names if (key := party_key(name)))


def explains(parties: Iterable[str], authorised: frozenset[str]) -> str:
    """The first party of a consignment that is authorised, or an empty string.

    Another script counts too (한빛제화 is HANBIT SHOES), where core, city and trade all agree; a
    misspelt or shortened name does not.
    """
    for name in parties:
        if name and (party_key(name) in authorised or _is_one_of(name, authorised)):
            return name
    return ""


@lru_cache(maxsize=100_000)
def _is_one_of(name: str, authorised: frozenset[str]) -> bool:
    declared = firm(name)
    if not declared.core or not (declared.told or not name.isascii()):
        return False
    return any(_agrees(declared, firm(key)) for key in authorised)


def _agrees(declared: Firm, known: Firm) -> bool:
    if declared.told != known.told or declared.weak != known.weak:
        return False
    return same_firm(declared, known) in ("exact", "reordered", "sound")
