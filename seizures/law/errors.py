"""What the law room says when it cannot answer; every message names what exists."""


class LawError(ValueError):
    """The law room cannot answer this question; the message says why and what exists."""


class UnknownTrack(LawError):
    """No procedure file describes this track."""


class UnknownRule(LawError):
    """The track has no deadline of this code."""


class OptionNotKnown(LawError):
    """The rule exists, but not with the option that was asked for."""


class NoEdition(LawError):
    """The day lies before the first edition of the track that is known."""


class MalformedProcedure(LawError):
    """A procedure file contradicts itself or lacks something it must have."""
