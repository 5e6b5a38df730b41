"""Signs letters with the administration's certificate (PAdES) and checks such signatures.

Baseline B-B; B-T where the settings name a time-stamping authority. The signature is an update at
the end of the file: the bytes of the letter as set stay at its beginning unchanged.
"""

import asyncio
import datetime as dt
import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers, timestamps
from pyhanko.sign.signers.pdf_byterange import PdfByteRangeDigest
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.signers.pdf_signer import PdfSigningSession, PdfTBSDocument
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext

from seizures.letters import certificates

T = TypeVar("T")
FIELD = "Letter"
ROOM = 12_288
"""Bytes kept free for the signature with its certificates and a time stamp."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What a signature in a PDF proves: whose, when, and whether it still holds."""

    by: str
    at: dt.datetime | None
    is_intact: bool
    is_trusted: bool

    @property
    def is_valid(self) -> bool:
        """The letter is unchanged and signed by a certificate this house trusts."""
        return self.is_intact and self.is_trusted


def sign(pdf: bytes, *, administration: str, at: dt.datetime, reason: str) -> tuple[bytes, str]:
    """The signed letter and the name in the certificate; `at` is the time the signature states."""
    signer = certificates.signer_of(administration)
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES,
        reason=reason, certify=True, docmdp_permissions=fields.MDPPerm.NO_CHANGES,
    )  # fmt: skip
    session = signers.PdfSigner(meta, signer, timestamper=_timestamper()).init_signing_session(
        IncrementalPdfFileWriter(io.BytesIO(pdf))
    )
    session.system_time = at
    return _beside(lambda: asyncio.run(_signed(session, at))), _name_of(signer)


def _beside(work: Callable[[], T]) -> T:
    """Runs it in a thread of its own: where an event loop runs already, none can start."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        return beside.submit(work).result()


async def _signed(session: PdfSigningSession, at: dt.datetime) -> bytes:
    document: PdfTBSDocument = session.prepare_tbs_document(
        validation_info=None, bytes_reserved=ROOM
    )
    digest: PdfByteRangeDigest
    digest, out = document.digest_tbs_document()
    await document.perform_signature(
        document_digest=digest.document_digest,
        pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=at),
    )
    return bytes(out.getvalue())


def seal_of(pdf: bytes) -> Seal | None:
    """The signature of a letter, checked against the certificates this house trusts.

    None where the file is no PDF or carries no signature of a letter.
    """
    try:
        found = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        embedded = next((row for row in found if row.field_name == FIELD), None)
        if embedded is None:
            return None
        context = ValidationContext(trust_roots=certificates.trusted(), allow_fetching=False)
        status = _beside(lambda: validate_pdf_signature(embedded, context))
    except (PdfReadError, SignatureValidationError, ValueError, KeyError, TypeError):
        return None
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    return Seal(
        by=str(status.signing_cert.subject.native.get("common_name", "")),
        at=status.signer_reported_dt,
        is_intact=bool(whole and status.intact and status.valid and status.docmdp_ok),
        is_trusted=bool(status.trusted),
    )


def _timestamper() -> timestamps.HTTPTimeStamper | None:
    url = str(settings.LETTER_SIGNING_TSA_URL)
    return timestamps.HTTPTimeStamper(url) if url else None


def _name_of(signer: signers.SimpleSigner) -> str:
    return str(signer.signing_cert.subject.native.get("common_name", "")) if (
        signer.signing_cert
    ) else ""  # fmt: skip
