"""Reads UN/EDIFACT CUSCAR (D.95B and later): one `ManifestLine` for each goods item."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from seizures.formats import values
from seizures.formats.cargo_report import (
    ARRIVAL,
    DEPARTURE,
    DISCHARGE,
    DOCUMENTS,
    HOUSE,
    LOADING,
    Facts,
    GoodsItem,
    conveyance,
    day_text,
    first,
    party,
    place,
)
from seizures.formats.dates import day
from seizures.formats.edifact import Segment, Tokenizer, is_tag
from seizures.formats.goods_lines import LineMaker, mode_of
from seizures.formats.goods_steps import GoodsSteps
from seizures.formats.interchange import SERVICE, Envelope
from seizures.formats.lines import (
    FieldRefused,
    FormatRefused,
    Incomplete,
    Item,
    ManifestHeader,
    ManifestLine,
    RowProblem,
)
from seizures.formats.rows import RowReader, shown_raw
from seizures.formats.textlines import OnProgress

_CANCELLING = frozenset(("1", "3"))
_MOST_CONTAINERS = 100_000


def read_cuscar(path: Path, *, on_progress: OnProgress | None = None) -> Iterator[Item]:
    """Read an interchange: a header for each message, its goods items, what is not whole."""
    segments = Tokenizer(path, on_progress)
    envelope = Envelope()
    report: CargoReport | None = None
    rows, emitted = RowReader(), False
    for segment in segments:
        message = envelope.message
        if message is not None and segment.tag not in SERVICE:
            message.count += 1
            if report is None:
                continue
            report.take(segment)
            out = report.out
        else:
            out = report.end() if report is not None else []
            report = _enveloped(segment, envelope, rows, segments, emitted)
            out += envelope.found
            envelope.found.clear()
        if segment.whole:
            envelope.followed = segment
        if out:
            emitted = emitted or any(isinstance(item, ManifestLine) for item in out)
            yield from out
            out.clear()
    if report is not None:
        yield from report.end(cut=True)
    envelope.finish(ended=segments.ended)
    if segments.last is None and segments.ended:
        raise FormatRefused("no_message")
    yield from envelope.found


def _enveloped(
    segment: Segment,
    envelope: Envelope,
    rows: RowReader,
    segments: Tokenizer,
    emitted: bool,
) -> CargoReport | None:
    """Take a service segment, or one that stands outside any message."""
    if segment.tag in ("UNT", "UNE", "UNZ"):
        envelope.close(segment)
    elif segment.tag in ("UNB", "UNG", "UNH"):
        envelope.open(segment)
        if segment.tag == "UNH":
            return _report(segment, envelope, rows, segments, emitted)
    else:
        envelope.stray(segment)
    return None


def _report(
    segment: Segment, envelope: Envelope, rows: RowReader, segments: Tokenizer, emitted: bool
) -> CargoReport | None:
    """Open a message; one that is no cargo report is refused or, after others, left out."""
    kind = segment.get(2)
    if kind == "CUSCAR":
        return CargoReport(segment, rows, segments, emitted)
    if not emitted:
        raise FormatRefused("other_message", {"found": kind[:35] or "?"})
    params = {"reference": segment.get(1)[:35], "found": kind[:35] or "?"}
    envelope.found.append(Incomplete("message_skipped", params, segment.shown))
    return None


class CargoReport(GoodsSteps):
    """Follows one CUSCAR message, segment by segment; finished items are put into `out`."""

    def __init__(self, segment: Segment, rows: RowReader, source: Tokenizer, emitted: bool) -> None:
        super().__init__()
        self.out: list[Item] = []
        self._lines = LineMaker(rows, source)
        self._emitted = emitted
        self._reference = segment.get(1)
        self._skipped = False
        self._headed = False
        self._seals: dict[str, list[str]] = {}
        self._equipment = ""
        self._steps: dict[str, Callable[[Segment], None]] = {
            "BGM": self._bgm,
            "RFF": self._rff,
            "DTM": self._dtm,
            "LOC": self._loc,
            "NAD": self._nad,
            "TDT": self._tdt,
            "EQD": self._eqd,
            "SEL": self._sel,
            "CNI": self._cni,
            "GID": self._gid,
            "FTX": self._ftx,
            "IMD": self._imd,
            "MEA": self._mea,
            "QTY": self._qty,
            "PAC": self._pac,
            "PCI": self._pci,
            "CST": self._cst,
            "PIA": self._pia,
            "MOA": self._moa,
            "CUX": self._cux,
            "SGP": self._sgp,
        }

    def take(self, segment: Segment) -> None:
        """Take the next segment of the message; those without meaning here pass by."""
        if self._skipped:
            return
        step = self._steps.get(segment.tag)
        if step is not None:
            step(segment)
        elif not is_tag(segment.tag):
            params = {"text": shown_raw(segment.text[:80])}
            raw = shown_raw(segment.text)
            self.out.append(RowProblem(segment.number, raw, "bad_segment", params))
            return
        if not segment.whole:
            params = {"limit": str(len(segment.text))}
            raw = shown_raw(segment.text)
            self.out.append(RowProblem(segment.number, raw, "line_too_long", params))
        if self._item is not None:
            self._item.raw.append(segment.text)
        elif self._group is not None:
            self._group.raw.append(segment.text)

    def end(self, *, cut: bool = False) -> list[Item]:
        """The message is over (or breaks off): finish what is open and answer it."""
        if not self._skipped:
            self._close_group(cut=cut)
            self._head()
        out, self.out = self.out, []
        return out

    # The message and its means of transport

    def _bgm(self, segment: Segment) -> None:
        self._header.number = segment.get(2)
        function = segment.get(3)
        if function not in _CANCELLING:
            return
        params = {"reference": self._header.number[:35], "function": function}
        if not self._emitted:
            raise FormatRefused("cancelling_message", params)
        self._skipped = True
        params = {"reference": self._reference[:35], "found": f"BGM {function}"}
        self.out.append(Incomplete("message_skipped", params, segment.shown))

    def _tdt(self, segment: Segment) -> None:
        if self._item is None and segment.get(1) in ("20", "", "12"):
            self._level.transport = conveyance(segment)

    def _dtm(self, segment: Segment) -> None:
        value = segment.get(1, 1)
        if value and self._item is None:
            self._level.days.setdefault(segment.get(1), day_text(value, segment.get(1, 2)))

    def _loc(self, segment: Segment) -> None:
        qualifier, where = segment.get(1), place(segment)
        if not where:
            return
        if self._item is not None:
            self._item.extra.setdefault(f"LOC {qualifier}", where)
        else:
            self._level.places.setdefault(qualifier, where)

    def _nad(self, segment: Segment) -> None:
        qualifier = segment.get(1)
        name, address = party(segment)
        if not name or self._item is not None:
            return
        level = self._level
        level.names.setdefault(qualifier, name)
        if address and level is not self._header:
            level.extra.setdefault(f"NAD {qualifier}", address)

    def _head(self) -> None:
        if self._headed:
            return
        self._headed = True
        said = self._header
        self.out.append(
            ManifestHeader(
                format="cuscar",
                message_ref=said.number or self._reference,
                carrier=said.names.get("CA") or said.transport.get("carrier", ""),
                conveyance=said.transport.get("conveyance", ""),
                voyage=said.transport.get("voyage", ""),
                mode=mode_of(said.transport),
                origin=_place(first(said.places, LOADING)),
                destination=_place(first(said.places, DISCHARGE)),
                departure_on=_day(first(said.days, DEPARTURE)),
                arrival_on=_day(first(said.days, ARRIVAL)),
            )
        )

    # Containers

    def _eqd(self, segment: Segment) -> None:
        box = segment.get(2)
        self._equipment = box
        if box and self._group is not None:
            target = self._item.containers if self._item else self._group.containers
            target.append(box)
        if len(self._seals) < _MOST_CONTAINERS:
            self._seals.setdefault(box, [])

    def _sel(self, segment: Segment) -> None:
        if (seal := segment.get(1)) and self._equipment in self._seals:
            self._seals[self._equipment].append(seal)

    # Consignments

    def _cni(self, segment: Segment) -> None:
        self._close_group()
        self._head()
        self._group = Facts(number=segment.get(2), position=segment.number)

    def _rff(self, segment: Segment) -> None:
        qualifier, reference = segment.get(1), segment.get(1, 1)
        if qualifier in DOCUMENTS:
            group = self._group
            if group is None:
                self._head()
                self._group = Facts(position=segment.number)
            elif self._item is not None or qualifier in group.references:
                self._close_group()
                self._group = group.below(house=qualifier in HOUSE)
                self._group.position = segment.number
            assert self._group is not None
            if reference:
                self._group.references[qualifier] = reference
        elif reference and self._item is not None:
            self._item.extra.setdefault(f"RFF {qualifier}", reference)
        elif reference and self._group is not None:
            self._group.extra.setdefault(f"RFF {qualifier}", reference)

    def _close_group(self, *, cut: bool = False) -> None:
        group = self._group
        if group is None:
            return
        if self._item is not None:
            self._close_item(single=group.items == 1, cut=cut)
        elif not group.items and not cut:
            item = GoodsItem(group.position, raw=group.raw)
            found = self._line(group, item, single=True, cut=False)
            if isinstance(found, RowProblem) and found.code == "missing_description":
                found = RowProblem(
                    found.position, found.raw, "no_goods_item", {}, "description", found.values
                )
            self.out.append(found)
        self._group = None

    # Goods items

    def _gid(self, segment: Segment) -> None:
        self._head()
        if self._group is None:
            self._group = Facts(position=segment.number)
        if self._item is not None:
            self._close_item(single=False)
        self._group.items += 1
        self._item = GoodsItem(
            segment.number,
            segment.get(1),
            packages=segment.get(2),
            package_type=segment.get(2, 4) or segment.get(2, 1),
        )

    def _line(
        self, group: Facts, item: GoodsItem, *, single: bool, cut: bool
    ) -> ManifestLine | RowProblem:
        return self._lines.make(self._header, group, item, self._seals, single=single, cut=cut)

    def _close_item(self, *, single: bool, cut: bool = False) -> None:
        item, group = self._item, self._group
        assert item is not None and group is not None
        self._item = None
        if cut and not (item.texts or item.other_texts or group.texts):
            return
        self.out.append(self._line(group, item, single=single, cut=cut))


def _place(text: str) -> str:
    try:
        return values.place(text)[0] if text else ""
    except FieldRefused:
        return ""


def _day(text: str) -> date | None:
    try:
        return day(text) if text else None
    except FieldRefused:
        return None
