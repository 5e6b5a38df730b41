"""Where each role may go from every page."""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

DESK = [
    ("worklist", _("Worklist"), "inbox"),
    ("alert-list", _("Alerts"), "bell"),
    ("manifest-list", _("Manifests"), "file-earmark-text"),
    ("inspection-list", _("Inspections"), "search"),
    ("case-list", _("Cases"), "folder"),
    ("store-list", _("Goods store"), "boxes"),
    ("guarantee-list", _("Guarantees"), "bank"),
    ("right-list", _("Rights"), "shield-check"),
    ("lookup", _("Pictures"), "image"),
    ("party-list", _("Parties"), "building"),
    ("rule-list", _("Rules and engines"), "sliders"),
    ("dashboard", _("Statistics"), "bar-chart"),
    ("law-list", _("Law"), "book"),
]
POWERS = ("power-list", _("Powers of attorney"), "person-badge")
EXAMINING = ("examination-list", _("Examination"), "clipboard-check")
ADMINISTERING = [("people-list", _("People"), "people"),
                 ("office-list", _("Offices"), "geo-alt")]  # fmt: skip
JOURNAL = ("journal-list", _("Journal"), "journal-text")
TRAINING = ("training-list", _("Training"), "mortarboard")
PORTAL = [
    ("portal-home", _("My rights"), "shield-check"),
    ("portal-record", _("Record a right"), "plus-circle"),
    ("portal-notice-list", _("Notices to answer"), "bell"),
    ("portal-power-list", _("Agents and deputies"), "people"),
    ("portal-money", _("Securities and costs"), "bank"),
]
PLEDGES = [("portal-pledge-list", _("Pledged rights"), "bank")]


def navigation_for(user: Any, path: str) -> list[dict[str, Any]]:
    """The entries of the main navigation for this person, the current one marked."""
    if user.is_official:
        examines = user.role in {"examiner", "administrator"}
        entries = [*DESK, *([EXAMINING, POWERS] if examines else []),
                   *(ADMINISTERING if user.role == "administrator" else []),
                   *([JOURNAL] if user.role in {"administrator", "auditor"} else []),
                   TRAINING]  # fmt: skip
    else:
        entries = PLEDGES if user.role == "pledgee" else PORTAL
    found = []
    for name, label, icon in entries:
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        found.append({"url": url, "label": label, "icon": icon, "active": path.startswith(url)})
    nearest = max((len(row["url"]) for row in found if row["active"]), default=0)
    for row in found:
        row["active"] = row["active"] and len(row["url"]) == nearest
    return found
