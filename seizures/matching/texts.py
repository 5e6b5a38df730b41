"""The sentences of an explanation: one per reason code, in English, Korean and Chinese."""

from seizures.matching.facts import Reason

REASON_CODES: dict[str, dict[str, str]] = {}


def reason_text(reason: Reason, language: str = "en") -> str:
    """The sentence of a reason; an unknown code is shown as it is."""
    told = REASON_CODES.get(reason.code)
    if told is None:
        return reason.code
    return told.get(language, told["en"]).format(value=reason.value, **dict(reason.params))
