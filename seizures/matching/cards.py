"""Patents and designs: words alone never infringe one, so product cards only refer to an examiner.

A line is referred when its heading is on the card and the description names a model of the card, or
at least two of its technical terms, of which everyday words count half.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from seizures.matching.evidence import Evidence
from seizures.matching.facts import GoodsFacts, Hit, Reason
from seizures.matching.index import MatchIndex
from seizures.matching.names import MODEL
from seizures.matching.reading import Reading

LEAST_TERMS = 2.0
_EVERYDAY = 0.5
REFER = "refer"


def referred(
    index: MatchIndex, lines: Sequence[GoodsFacts], reading: Reading, found: Evidence
) -> list[Hit]:
    """One hit per line and card that should be looked at, in the order of the lines."""
    if len(found) == 0:
        return []
    pair = (found.line << 32) | (found.segment.astype(np.int64) << 26) | found.right
    _, group, size = np.unique(pair, return_inverse=True, return_counts=True)
    kept = np.flatnonzero((size[group] >= 2) | (found.source == MODEL))
    members: dict[int, list[int]] = defaultdict(list)
    for at in kept.tolist():
        members[int(group[at])].append(at)
    judged = [_judged(index, lines, reading, found, members[number]) for number in sorted(members)]
    hits = [hit for hit in judged if hit is not None]
    named = {hit.line for hit in hits if _names_a_model(hit)}
    return [hit for hit in hits if hit.line not in named or _names_a_model(hit)]


def _names_a_model(hit: Hit) -> bool:
    """Whether a hit rests on a model number; then cards that only share its terms say no more."""
    return any(reason.code == "card_models" for reason in hit.reasons)


def _judged(
    index: MatchIndex,
    lines: Sequence[GoodsFacts],
    reading: Reading,
    found: Evidence,
    rows: list[int],
) -> Hit | None:
    line, segment = lines[int(found.line[rows[0]])], index.segments[int(found.segment[rows[0]])]
    right = int(found.right[rows[0]])
    heading = _card_heading(line.hs, segment.rights.hs[right])
    if not heading:
        return None
    models: dict[str, float] = {}
    terms: dict[str, float] = {}
    for row in rows:
        start, end = _span(reading, found, row)
        written = line.description[start:end]
        token = reading.token_at[found.starts[row]]
        everyday = found.name_tokens[row] == 1 and bool(reading.known[token])
        target = models if found.source[row] == MODEL else terms
        target[written.casefold()] = _EVERYDAY if everyday and target is terms else 1.0
    if not models and sum(terms.values()) < LEAST_TERMS:
        return None
    score = 1.0 - 0.5 * 0.45 ** len(models) * 0.75 ** max(0.0, sum(terms.values()) - 1.0)
    shown = (("mark", segment.rights.marks[right]), ("hs", line.hs))
    reasons = [Reason("card_heading", heading, 0.0, shown)]
    for code, words in (("card_models", models), ("card_terms", terms)):
        if words:
            told = (*shown, ("words", ", ".join(sorted(words))))
            reasons.append(Reason(code, float(sum(words.values())), 0.0, told))
    span = min(_span(reading, found, row) for row in rows)
    return Hit(
        line.id, segment.rights.ids[right], round(score, 4), True, REFER, tuple(reasons), span
    )


def _span(reading: Reading, found: Evidence, row: int) -> tuple[int, int]:
    chars = reading.tokens.chars
    return int(chars.first[found.starts[row]]), int(chars.last[found.ends[row] - 1]) + 1


def _card_heading(code: str, card: str) -> str:
    """The entry of the card that the line's commodity code begins with, or an empty string."""
    digits = "".join(c for c in code if c.isdigit())
    for entry in card.split("\x1f"):
        wanted = "".join(c for c in entry if c.isdigit())
        shared = min(len(wanted), len(digits))
        if shared >= 4 and digits[:shared] == wanted[:shared]:
            return entry
    return ""
