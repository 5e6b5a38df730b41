"""What is written is read back as it was, in every format, language and encoding."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seizures.formats.lines import COLUMNS, ManifestHeader, ManifestLine, RowProblem
from seizures.formats.reader import parse_row, read
from seizures.formats.words import CURRENCIES
from seizures.formats.write import write_csv, write_cuscar, write_xlsx
from tests.formats.samples import CHINESE, KOREAN, items, lines

ROUTES = ("CNTAO", "CNSHA", "KRINC", "KRPUS", "HKHKG", "")
CONTAINERS = ("CSQU3054383", "MSKU0000006", "BAG 12", "")
WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Co"), exclude_characters="\ufeff"), max_size=60
)
LATIN = st.text(st.sampled_from("ABCabc 019.,;:+?'*\"-/()&éüÖñß=@|"), max_size=200)
AMOUNTS = st.decimals(0, 10**9, places=3, allow_nan=False).map(lambda amount: f"{amount:f}")
DAYS = st.dates(date(2000, 1, 1), date(2050, 1, 1)).map(str)
SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def _values(texts: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
    codes = st.text("ABC0123456789-/", max_size=12)
    return st.fixed_dictionaries(
        {
            "transport_document": codes,
            "house_document": codes,
            "container": st.sampled_from(CONTAINERS),
            "mode": st.sampled_from(("sea", "air", "express", "post", "land")),
            "origin": st.sampled_from(ROUTES),
            "destination": st.sampled_from(ROUTES),
            "departure_on": st.one_of(st.just(""), DAYS),
            "arrival_on": st.one_of(st.just(""), DAYS),
            "shipper": texts,
            "consignee": texts,
            "notify": texts,
            "description": texts.map(lambda text: text + " goods"),
            "hs": st.sampled_from(("", "6403", "640399", "6403999000", "0101210000")),
            "quantity": st.one_of(st.just(""), AMOUNTS),
            "unit": st.sampled_from(("", "PCS", "PRS", "KG", "M3", "bundle", "자루")),
            "packages": st.one_of(st.just(""), st.integers(0, 10**6).map(str)),
            "gross_kg": st.one_of(st.just(""), AMOUNTS),
            "value": st.one_of(st.just(""), AMOUNTS),
            "currency": st.sampled_from(("", *sorted(CURRENCIES)[:8])),
        }
    )


def _lines(given: list[dict[str, str]], seal: str = "") -> list[ManifestLine]:
    found = []
    for values in given:
        box = values["container"]
        line = parse_row({**values, "seal": f"SEAL {CONTAINERS.index(box)}" if box else ""})
        assert not isinstance(line, RowProblem), line
        found.append(line)
    return found


def _plain(line: ManifestLine, *, extra: bool = True) -> ManifestLine:
    """The line without its position and without notes on how it was read."""
    kept = {key: text for key, text in line.extra.items() if not key.startswith("note:")}
    return dataclasses.replace(line, position=0, extra=kept if extra else {})


def _read(path: Path) -> list[ManifestLine]:
    found = list(read(path, name=path.name))
    assert not [item for item in found if not isinstance(item, (ManifestLine, ManifestHeader))]
    return lines(found)


@SETTINGS
@given(
    given=st.lists(_values(WORDS), min_size=1, max_size=4),
    encoding=st.sampled_from(("utf-8", "utf-8-sig", "utf-16")),
    language=st.sampled_from(("en", "ko", "zh-hans")),
    delimiter=st.sampled_from(",;\t|"),
)
def test_csv_is_read_back_as_it_was(
    tmp_path: Path, given: list[dict[str, str]], encoding: str, language: str, delimiter: str
) -> None:
    wanted = _lines(given)
    path = tmp_path / "m.csv"
    write_csv(wanted, path, encoding, language, delimiter=delimiter)
    assert list(map(_plain, _read(path))) == list(map(_plain, wanted))


@SETTINGS
@given(
    given=st.lists(_values(WORDS), min_size=1, max_size=4),
    language=st.sampled_from(("en", "ko", "zh-hans")),
)
def test_xlsx_is_read_back_as_it_was(
    tmp_path: Path, given: list[dict[str, str]], language: str
) -> None:
    wanted = _lines(given)
    path = tmp_path / "m.xlsx"
    write_xlsx(wanted, path, language)
    assert list(map(_plain, _read(path))) == list(map(_plain, wanted))


@SETTINGS
@given(
    charset_given=st.one_of(
        st.tuples(st.just("UNOY"), st.lists(_values(WORDS), min_size=1, max_size=4)),
        st.tuples(st.just("UNOC"), st.lists(_values(LATIN), min_size=1, max_size=4)),
    )
)
def test_cuscar_is_read_back_as_it_was(
    tmp_path: Path, charset_given: tuple[str, list[dict[str, str]]]
) -> None:
    charset, given = charset_given
    if charset == "UNOC":
        given = [{**values, "unit": values["unit"].replace("자루", "sack")} for values in given]
    wanted = _lines(given)
    path = tmp_path / "m.edi"
    header = ManifestHeader("cuscar", "REF+1", "CARRIER:CO", "SHIP 'A'", "042*E")
    write_cuscar(header, wanted, path, charset)
    assert [_plain(line, extra=False) for line in _read(path)] == [
        _plain(line, extra=False) for line in wanted
    ]
    found = next(read(path, name="m.edi"))
    assert found == header


@pytest.mark.parametrize(
    ("text", "encoding"), [(KOREAN, "cp949"), (KOREAN, "gb18030"), (CHINESE, "gb18030")]
)
@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
def test_national_encodings_are_read_back_as_they_were(
    tmp_path: Path, text: str, encoding: str, language: str
) -> None:
    wanted = lines(items(tmp_path, text))
    path = tmp_path / "m.csv"
    if encoding == "cp949" and language == "zh-hans":
        with pytest.raises(UnicodeEncodeError):
            write_csv(wanted, path, encoding, language)
        return
    write_csv(wanted, path, encoding, language)
    assert list(map(_plain, _read(path))) == list(map(_plain, wanted))


def test_long_texts_go_through_cuscar_whole(tmp_path: Path) -> None:
    words = "운동화 NIKE's 100+ *new* "
    line = ManifestLine(0, description=(words * 200)[:3999].strip(), shipper=(words * 20)[:499])
    line = dataclasses.replace(line, shipper=line.shipper.strip())
    path = tmp_path / "m.edi"
    write_cuscar(ManifestHeader("cuscar", "1"), [line], path)
    (found,) = _read(path)
    assert (found.description, found.shipper) == (line.description, line.shipper)


def test_unknown_columns_go_through_csv_and_xlsx(tmp_path: Path) -> None:
    line = ManifestLine(0, description="=1+1", extra={"비고": "@x", "note:cut_off": "1"})
    write_csv([line], tmp_path / "m.csv")
    write_xlsx([line], tmp_path / "m.xlsx")
    for name in ("m.csv", "m.xlsx"):
        (found,) = _read(tmp_path / name)
        assert (found.description, found.extra) == ("=1+1", {"비고": "@x"})


@SETTINGS
@given(values=st.dictionaries(st.sampled_from(COLUMNS), st.text(max_size=30)))
def test_any_row_becomes_a_line_or_a_problem_and_never_an_error(values: dict[str, str]) -> None:
    found = parse_row(values)
    assert isinstance(found, (ManifestLine, RowProblem))
    str(found).encode()


@SETTINGS
@given(content=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_and_never_an_error(tmp_path: Path, content: bytes) -> None:
    from seizures.formats.lines import FormatRefused

    for start in (b"", b"description,quantity\n", b"UNB+UNOY:4+A+B+1+1'UNH+1+CUSCAR:D:95B:UN'"):
        try:
            for item in items(tmp_path, start + content):
                str(item).encode()
        except FormatRefused as refused:
            assert str(refused)
