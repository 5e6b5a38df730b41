"""Whether two names, taken apart, are one firm's, and how they meet."""

from rapidfuzz.distance import OSA

from seizures.matching.firms import Firm, heard

HOWS = ("exact", "reordered", "abbreviated", "sound", "typo")
"""Ways two spellings meet, the surest first."""
SOLID = 6.0
"""A core worth fewer letters is met by an abbreviation only if city or trade is shared."""
NEAR = {"latin": (7, 12), "hangul": (4, 7), "han": (4, 7), "mixed": (99, 99)}
"""From which length a core may differ by one sign, and from which by two."""


def same_firm(declared: Firm, known: Firm) -> str:
    """How two names are one firm's (one of `HOWS`), or an empty string."""
    if not declared.core or not known.core:
        return ""
    agreement = _agreement(declared, known)
    if not agreement:
        return ""
    if declared.joined == known.joined:
        return "exact" if agreement == "same" else _abbreviated(declared, known)
    if len(declared.core) > 1 and sorted(declared.core) == sorted(known.core):
        return "reordered" if agreement == "same" else ""
    if declared.script != known.script:
        return "sound" if _sounds_alike(declared, known, agreement) else ""
    return "typo" if _misspelt(declared, known) else ""


def _agreement(a: Firm, b: Firm) -> str:
    """`same` city, country and trade, `less` where one says less, empty where they contradict."""
    for one, other in (
        (a.cities, b.cities), (a.countries, b.countries), (a.trades, b.trades),
        (a.trades | a.weak, b.trades | b.weak),
    ):  # fmt: skip
        if one and other and not one & other:
            return ""
    return "same" if a.told == b.told and a.weak == b.weak else "less"


def _abbreviated(a: Firm, b: Firm) -> str:
    if a.is_common or b.is_common:
        return ""
    return "abbreviated" if a.weight >= SOLID or a.told & b.told else ""


def _sounds_alike(a: Firm, b: Firm, agreement: str) -> bool:
    if not (a.is_firm and b.is_firm) or not a.sounds or not b.sounds:
        return False
    shared = bool(a.told & b.told)
    if (a.is_common or b.is_common) and (agreement != "same" or not shared):
        return False
    if set(a.sounds) & set(b.sounds):
        return shared or (agreement == "same" and len(a.sounds[0]) >= 7)
    return shared and bool(_heard(a) & _heard(b)) and min(map(len, _heard(a))) >= 4


def _heard(name: Firm) -> frozenset[str]:
    return frozenset(heard(sound) for sound in name.sounds)


def _misspelt(a: Firm, b: Firm) -> bool:
    one, two = NEAR[a.script]
    size = min(len(a.joined), len(b.joined))
    if not (a.is_firm and b.is_firm) or size < one:
        return False
    most = 2 if size >= two else 1
    digits = [c for c in a.joined if c.isdigit()]
    if digits != [c for c in b.joined if c.isdigit()]:
        return False
    told = bool(a.told & b.told) or (size >= 10 and a.script == "latin")
    return told and OSA.distance(a.joined, b.joined, score_cutoff=most) <= most
