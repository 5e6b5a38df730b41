"""Explanations in words: the sentence of each reason, and the order in which they are read."""

from seizures.matching.facts import Reason
from seizures.matching.sentences import REASON_CODES

__all__ = ["REASON_CODES", "rank", "reason_text"]

_FIRST = (
    "matched", "authorised_party", "card_heading", "card_models", "card_terms",
    "card_features",
    "known_infringer", "watched", "history_bad", "history_clean", "price_low", "quantity_odd",
    "class_fits", "class_misfit", "services_only",
    "brand_cue", "quoted", "only_for",
    "ordinary_here", "ordinary_fit", "ordinary_misfit", "ordinary_phrase", "ordinary_announced",
    "ordinary_at_edge", "apart", "in_trade", "sound_in_trade", "word_in_trade",
    "common_here", "common_learned", "common_in_chapter", "rare_word",
    "near_word", "cut_short", "vague", "sound_bare",
)  # fmt: skip
_LAST = ("rivals", "outdone", "short", "plain_name", "sound_length", "length")
_RANKS = {code: rank for rank, code in enumerate(_FIRST)} | {
    code: 100 + rank for rank, code in enumerate(_LAST)
}
_WORDS = dict.fromkeys(
    (
        "written", "name", "mark", "hs", "spelt", "party", "words", "declared", "infringing",
        "genuine", "seen", "quantity", "usual", "unit_value", "currency", "genuine_price",
        "genuine_currency", "share",
    ),
    "",
)  # fmt: skip


def rank(code: str) -> int:
    """Where a reason stands in an explanation: what was matched and how, then whether the goods
    fit, what stands beside it, how common the word is, the rest, and the name itself last.
    """
    return _RANKS.get(code, 50)


def reason_text(reason: Reason, language: str = "en") -> str:
    """The sentence of a reason; an unknown code is shown as it is."""
    words = _WORDS | dict(reason.params)
    told = REASON_CODES.get(f"{reason.code}_{words.get('how', '')}", REASON_CODES.get(reason.code))
    if told is None:
        return reason.code
    return told.get(language, told["en"]).format(value=reason.value, **words)
