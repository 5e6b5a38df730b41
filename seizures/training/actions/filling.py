"""What the demo needs beyond the rooms' own actions: passwords, holders' details, its mark."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.hashers import make_password

from seizures.accounts.models import Organisation, User
from seizures.core import clock
from seizures.core.actor import Actor
from seizures.core.database import atomic
from seizures.journal.actions import record
from seizures.parties.names import fold
from seizures.rights.models import Holder
from seizures.training.models import Seeding


def set_password(usernames: Sequence[str], password: str, *, by: Actor) -> int:
    """Gives people of the demo one password; it is hashed once, since hashing is slow by design."""
    with atomic():
        changed = User.objects.filter(username__in=list(usernames)).update(
            password=make_password(password)
        )
        record("demo.password_set", kind="user", key="demo", by=by, people=changed)
    return changed


def link_holder(name: str, organisation: Organisation, *, by: Actor, **details: Any) -> Holder:
    """The holder of this name with the organisation that acts for it; made where there is none."""
    with atomic():
        holder, _is_new = Holder.objects.get_or_create(
            name_key=fold(name), defaults={"name": name, **details}
        )
        for field, value in {**details, "organisation": organisation}.items():
            setattr(holder, field, value)
        holder.updated_at = clock.now()
        holder.save()
        record("holder.linked", kind="holder", key=holder.pk, by=by, reference=name,
               organisation=organisation.pk)  # fmt: skip
    return holder


def describe_holders(details: Mapping[str, Mapping[str, Any]], *, by: Actor) -> int:
    """Adds country, address and size to holders that a register named only by name."""
    keys = {fold(name): values for name, values in details.items()}
    with atomic():
        rows = list(Holder.objects.filter(name_key__in=list(keys), country=""))
        for row in rows:
            for field, value in keys[row.name_key].items():
                setattr(row, field, value)
        Holder.objects.bulk_update(rows, ["local_name", "country", "address", "is_small"])
        if rows:
            record("holders.described", kind="holder", key=rows[-1].pk, by=by, count=len(rows))
    return len(rows)


def note_seeding(name: str, summary: dict[str, Any], *, by: Actor) -> Seeding:
    """Marks the demo's data as being in, with what happened; the mark is set once."""
    with atomic():
        row, is_new = Seeding.objects.get_or_create(name=name, defaults={"summary": summary})
        if is_new:
            record("demo.seeded", kind="seeding", key=row.pk, by=by, reference=name)
    return row
