"""QR codes and label texts of goods and of storage places."""

import io
from typing import Any

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from seizures.cases.ledger import LineBalance
from seizures.cases.models import StoragePlace
from seizures.core.languages import pick
from seizures.law.goods import GOODS_CODES


def code_picture(path: str) -> SafeString:
    """The QR of an address of this house, as SVG that is read out as nothing."""
    out = io.BytesIO()
    base = str(settings.PUBLIC_URL).rstrip("/")
    segno.make(f"{base}{path}", error="m", micro=False).save(
        out, kind="svg", border=2, xmldecl=False, svgclass="qr", lineclass=None, omitsize=True
    )
    return mark_safe(out.getvalue().decode())  # made of an address of ours alone


def goods_label(line: LineBalance) -> dict[str, Any]:
    """The tag of one goods line (Directive on forfeited goods, Form 2)."""
    goods = line.goods
    return {
        "goods": goods, "case": goods.case, "code": code_picture(goods_path(goods.pk)),
        "kind": goods.description, "quantity": line.seized, "place": str(goods.place or ""),
        "disposition": ", ".join(pick(GOODS_CODES[code].titles) for code, _part in line.parts),
    }  # fmt: skip


def place_label(place: StoragePlace) -> dict[str, Any]:
    """The tag of a shelf."""
    path = f"{reverse('store-list')}?place={place.code}"
    return {"place": place, "code": code_picture(path)}


def goods_path(pk: int) -> str:
    """The address behind the label of goods."""
    return reverse("store-goods", args=[pk])


def goods_key(text: str) -> int | None:
    """The goods a scanned label names: its address, or the control number typed by hand."""
    tail = text.strip().rstrip("/").rpartition("/")[2]
    number = tail.rpartition("-G")[2] if "-G" in tail else tail
    return int(number) if number.isdecimal() and len(number) < 19 else None


def place_code(text: str) -> str:
    """The storage place a scanned label names."""
    return text.strip().rpartition("place=")[2].strip().lower()
