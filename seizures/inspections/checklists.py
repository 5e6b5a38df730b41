"""What every inspection looks at, by code; pages word each code in the reader's language."""

from django.utils.translation import gettext_lazy as _

STANDARD = {
    "seal": _("Seal number and container number agree with the document"),
    "count": _("Packages counted"),
    "mark": _("Marks on goods and packaging compared with the recorded mark"),
    "labels": _("Labels, tags, country of origin and maker read"),
    "quality": _("Workmanship, materials and smell compared with genuine goods"),
    "photos": _("Photos: package, goods, mark, label"),
}
EXPRESS = ("mark", "labels", "quality", "photos")


def codes_for(mode: str) -> tuple[str, ...]:
    """The standard items for a mode of transport; parcels have no seal to compare."""
    return EXPRESS if mode in {"express", "post"} else tuple(STANDARD)
