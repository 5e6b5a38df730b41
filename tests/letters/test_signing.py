"""Signatures of letters: whose, still whole, and broken by a single byte."""

import datetime as dt
import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from seizures.core.actor import Actor
from seizures.files import store
from seizures.letters import certificates, contents
from seizures.letters.actions import issue_letter, sign_letter, without_translations
from seizures.letters.models import Letter
from seizures.letters.render import render
from seizures.letters.signing import seal_of, sign

DAY = dt.date(2026, 5, 18)
AT = dt.datetime(2026, 5, 18, 3, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _files_in(tmp_path: Path, settings) -> None:
    settings.MEDIA_ROOT = tmp_path


def _signed(key: str = "kr/form11") -> tuple[bytes, bytes]:
    administration = contents.ALL[key].administration
    assert certificates.is_ready(administration)
    pdf = render(key, contents.ALL[key].languages[0], contents.sample(key), issued_on=DAY)
    signed, _name = sign(pdf, administration=administration, at=AT, reason="KR-LT-2026-000001")
    return pdf, signed


@pytest.mark.parametrize("key", ["kr/form11", "cn/penalty_decision"])
def test_the_validator_of_the_library_finds_the_signature_whole_and_trusted(key):
    pdf, signed = _signed(key)
    assert signed.startswith(pdf)
    embedded = PdfFileReader(io.BytesIO(signed)).embedded_signatures[0]
    assert embedded.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    context = ValidationContext(trust_roots=certificates.trusted(), allow_fetching=False)
    with ThreadPoolExecutor(max_workers=1) as beside:  # a browser test may have left its loop
        status = beside.submit(validate_pdf_signature, embedded, context).result()
    assert status.bottom_line and status.trusted and status.docmdp_ok
    assert status.signer_reported_dt == AT


def test_a_signature_says_by_whom_and_when():
    seal = seal_of(_signed()[1])
    assert seal is not None and seal.is_valid and seal.at == AT
    assert "Korea Customs Service" in seal.by


def test_one_changed_byte_breaks_the_signature():
    pdf, signed = _signed()
    for place in (len(pdf) // 2, len(pdf) - 200, 60):
        spoilt = bytearray(signed)
        spoilt[place] ^= 1
        seal = seal_of(bytes(spoilt))
        assert seal is None or not seal.is_valid


def test_something_added_after_the_signature_breaks_it():
    _pdf, signed = _signed()
    seal = seal_of(signed + b"\n% one more line\n")
    assert seal is None or not seal.is_valid


def test_a_signature_of_somebody_else_is_whole_but_not_trusted(tmp_path, settings):
    _pdf, ours = _signed()
    settings.LETTER_SIGNING_DIR = tmp_path / "others"
    _pdf, theirs = _signed()
    settings.LETTER_SIGNING_DIR = tmp_path / "third"
    assert certificates.is_ready("kr")
    for pdf in (ours, theirs):
        seal = seal_of(pdf)
        assert seal is not None and seal.is_intact and not seal.is_trusted


def test_a_file_without_a_signature_or_no_pdf_at_all_carries_none():
    pdf, _signed_too = _signed()
    assert seal_of(pdf) is None
    assert seal_of(b"hello") is None
    assert seal_of(b"%PDF-1.7\n") is None


def _issue() -> Letter:
    return issue_letter(
        key="kr/form11", language="ko", subject_kind="case", subject_id=5,
        data=contents.sample("kr/form11"), recipient_name="누리봄 주식회사",
        recipient_kind="holder", channel="portal",
        by=Actor(kind="user", id="7", administration="kr", name="김하늘", role="officer"),
    )  # fmt: skip


@pytest.mark.django_db
def test_an_issued_letter_is_kept_as_set_and_as_signed_with_both_hashes():
    letter = _issue()
    assert letter.signed_file and letter.signed_sha256 == letter.signed_file.sha256
    assert letter.signed_sha256 != letter.sha256
    plain = store.full(letter.file.path).read_bytes()
    signed = store.full(letter.signed_file.path).read_bytes()
    assert signed.startswith(plain)
    seal = seal_of(signed)
    assert seal and seal.is_valid and seal.at == letter.signed_at.replace(microsecond=0)
    again = sign_letter(letter)
    assert again.signed_sha256 == letter.signed_sha256


@pytest.mark.django_db
def test_letters_of_a_long_past_are_signed_when_first_asked_for():
    with without_translations():
        letter = _issue()
    assert letter.signed_file is None
    assert sign_letter(letter).signed_file is not None
    assert Letter.objects.unsigned().count() == 0


@pytest.mark.django_db
def test_without_a_certificate_a_letter_goes_out_unsigned(settings, tmp_path):
    settings.LETTER_SIGNING_SELF_MADE, settings.LETTER_SIGNING_DIR = False, tmp_path / "none"
    assert _issue().signed_file is None
    settings.LETTER_SIGNING = False
    assert _issue().signed_file is None


def test_the_keys_are_readable_by_the_house_alone():
    assert certificates.is_ready("kr")
    for path in certificates.folder().glob("*.key.pem"):
        assert path.stat().st_mode & 0o077 == 0
