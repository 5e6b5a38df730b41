"""What the house says when it refuses; each face turns these into its own kind of answer."""

from typing import Any


class Refused(Exception):
    """The rules of the house say no; the message says what, why and what to do.

    `sentence` is translatable text with named placeholders, `params` fills them, `field` names
    the form field it belongs to, if any.
    """

    code = "refused"

    def __init__(self, sentence: Any, *, field: str = "", **params: Any) -> None:
        self.sentence = sentence
        self.params = params
        self.field = field
        super().__init__(sentence)

    def __str__(self) -> str:
        text = str(self.sentence)
        return text % self.params if self.params else text


class NotAllowed(Refused):
    """This person may not do this; the faces answer 403."""

    code = "not_allowed"


class StepNotAllowed(Refused):
    """The procedure does not allow this step now; the message names the missing condition."""

    code = "step_not_allowed"


class Stale(Refused):
    """Somebody else changed the row in between; look again, then decide."""

    code = "stale"


class FileRefused(Refused):
    """The file is not of a kind, size or shape the house takes."""

    code = "file_refused"
