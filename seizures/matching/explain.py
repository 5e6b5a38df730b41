"""Puts the terms of a raised hit's score into reasons an officer can read."""

from collections.abc import Mapping

from seizures.matching.context import Context
from seizures.matching.evidence import Evidence
from seizures.matching.facts import GoodsFacts, Reason
from seizures.matching.names import ALIAS, LETTERS, PART, PINYIN
from seizures.matching.recipes import Recipe
from seizures.matching.romanise import by_sound, is_hangul, syllables_of
from seizures.matching.segment import Segment
from seizures.matching.signals import SIGNALS
from seizures.matching.signals import reasons as signal_params
from seizures.matching.texts import rank
from seizures.matching.windows import INITIALS, SOUND


def explained(
    line: GoodsFacts,
    segment: Segment,
    found: Evidence,
    features: Mapping[str, float],
    at: int,
    recipe: Recipe,
    span: tuple[int, int],
    context: Context,
) -> tuple[Reason, ...]:
    """Every feature that counted; the first reason shows what was matched with what, and how."""
    written = line.description[span[0] : span[1]]
    right = found.right.item(at)
    mark = segment.rights.marks[right]
    name = _name(segment, found.name.item(at), mark)
    shown = (("written", written), ("mark", mark), ("hs", line.hs))
    how = (
        ("how", _how(found, features, at)),
        ("name", name),
        ("spelt", _spelt(found, at, written)),
    )
    reasons: list[tuple[int, float, int, Reason]] = []
    weights = recipe.weights
    for feature, value in features.items():
        weight = weights.get(feature, 0.0)
        if weight:
            told: tuple[tuple[str, str], ...] = shown
            if feature in SIGNALS:
                told += signal_params(line, segment.rights.ids[right], feature, context)
            added = round(weight * value, 3)
            reason = Reason(feature, round(value, 3), added, told)
            reasons.append((rank(feature), -abs(added), len(reasons), reason))
    reasons.sort()
    return (Reason("matched", written, 0.0, (*shown, *how)), *[told[3] for told in reasons])


def _name(segment: Segment, number: int, mark: str) -> str:
    """The recorded name that was met: the mark as it is recorded, or an alias as it is compared."""
    names = segment.names
    source = names.source.item(number)
    if source < ALIAS or LETTERS <= source <= PINYIN:
        return mark
    begin, end = names.offsets.item(number), names.offsets.item(number + 1)
    return names.plain[begin:end].tobytes().decode("utf-32-le", "replace")


def _how(found: Evidence, features: Mapping[str, float], at: int) -> str:
    """By which step the piece and the name meet."""
    way, edits = found.way.item(at), found.edits.item(at)
    if way == SOUND:
        return "sound"
    if way == INITIALS:
        return "initials"
    if edits:
        return "one_edit" if edits == 1 else "two_edits"
    for feature in ("imitated", "split", "respaced"):
        if features.get(feature):
            return feature
    source = found.source.item(at)
    if LETTERS <= source <= PINYIN:
        return "spelling"
    return {ALIAS: "alias", PART: "part"}.get(source, "exact")


def _spelt(found: Evidence, at: int, written: str) -> str:
    """A piece met by its sound, in Latin letters by syllable."""
    if found.way.item(at) != SOUND:
        return ""
    if any(map(is_hangul, written)):
        return "-".join(by_sound(sign) for sign in written if is_hangul(sign))
    return "-".join(syllables_of(written)) or written.lower()
