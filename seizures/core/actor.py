"""Who acts. Passed to every action as `by`; stored by the journal as plain codes."""

from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["user", "link", "instance", "system"]
LONGEST_NAME = 150


@dataclass(frozen=True, slots=True)
class Actor:
    """One who acts: a user, a declarant's link, a partner instance, or the system itself.

    `id` is the user's or link's key as text; `administration` is "kr", "cn" or "" (holders);
    `name` is what the timeline shows.
    """

    kind: Kind
    id: str
    administration: str = ""
    name: str = ""
    role: str = ""

    def __post_init__(self) -> None:
        """A name is kept beside every deed, where there is room for so many characters."""
        object.__setattr__(self, "name", self.name[:LONGEST_NAME])


def system(administration: str = "") -> Actor:
    """The house itself: sweeps, missed clocks, the seed."""
    return Actor(kind="system", id="system", administration=administration, name="system",
                 role="system")  # fmt: skip


def of_user(user: Any) -> Actor:
    """The actor behind a signed-in user (any row with pk, administration_id, role)."""
    return Actor(
        kind="user",
        id=str(user.pk),
        administration=user.administration_id or "",
        name=user.get_full_name() or user.get_username(),
        role=user.role,
    )
