"""Sentences of the journal about those outside: agents, deputies, declarants and their links."""

from django.utils.translation import gettext_lazy as _

PARTY_SENTENCES = {
    "power.lodged": _("Power of attorney lodged for %(agent)s"),
    "power.accepted": _("Power of attorney accepted for %(agent)s"),
    "power.refused": _("Power of attorney refused for %(agent)s"),
    "power.revoked": _("Power of attorney ended for %(agent)s"),
    "deputy.named": _("Deputy named: %(name)s, %(starts_on)s to %(ends_on)s"),
    "deputy.ended": _("Deputy no longer stands in: %(name)s"),
    "link.issued": _("One-time link issued to %(recipient)s"),
    "link.opened": _("The declarant opened its link"),
    "link.turned_away": _("Somebody tried a link that opens nothing any more"),
    "link.revoked": _("One-time link ended"),
    "declarant.contest": _("The declarant contested with reasons"),
    "declarant.consent": _("The declarant consented to destruction by its link"),
    "declarant.licence": _("The declarant showed a licence"),
    "declarant.release": _("The declarant applied for release against security"),
    "declarant.answer": _("The declarant answered a question"),
    "declarant.other": _("The declarant took a step by its link"),
    "licence.confirmed": _("The right holder confirmed the licence of %(trader)s"),
    "licence.denied": _("The right holder denied the licence of %(trader)s"),
}
