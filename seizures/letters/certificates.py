"""The keys and certificates a house signs its letters with, and those a demo makes for itself.

The folder of the settings holds `<administration>.key.pem`, `<administration>.crt.pem` and
`ca.crt.pem`, the certificate others trust. A demo without them makes an authority of its own.
"""

import datetime as dt
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

from asn1crypto import pem as pem_text
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from django.conf import settings
from pyhanko.sign import signers

NAMES = {"kr": ("KR", "Korea Customs Service (demonstration)"),
         "cn": ("CN", "China Customs (demonstration)")}  # fmt: skip
FIRST, LAST = dt.datetime(2020, 1, 1, tzinfo=dt.UTC), dt.datetime(2049, 12, 31, tzinfo=dt.UTC)
BITS = 2048


def folder() -> Path:
    """Where the keys and certificates lie."""
    return Path(settings.LETTER_SIGNING_DIR)


def is_ready(administration: str) -> bool:
    """Whether letters of this administration can be signed; a demo makes what is missing."""
    if not settings.LETTER_SIGNING:
        return False
    if settings.LETTER_SIGNING_SELF_MADE and administration in NAMES:
        make_missing()
    return all(path.exists() for path in _paths(administration))


def signer_of(administration: str) -> signers.SimpleSigner:
    """What signs for this administration."""
    key, certificate = _paths(administration)
    return _signer(str(key), str(certificate), key.stat().st_mtime_ns)


def trusted() -> list[asn1_x509.Certificate]:
    """The certificates a signature of this house must lead back to."""
    path = folder() / "ca.crt.pem"
    return _trusted(str(path), path.stat().st_mtime_ns) if path.exists() else []


def make_missing() -> None:
    """Makes an authority and one certificate for each administration; the first process wins."""
    place = folder()
    if place.exists():
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix="signing-", dir=place.parent))
    authority = rsa.generate_private_key(65537, BITS)
    issuer = _name("KR", "Customs IP demonstration authority")
    _write(made / "ca.crt.pem", _certificate(issuer, issuer, authority, authority, 1))
    for serial, (administration, names) in enumerate(sorted(NAMES.items()), start=2):
        key = rsa.generate_private_key(65537, BITS)
        _write(made / f"{administration}.key.pem", key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption()))  # fmt: skip
        certificate = _certificate(_name(*names), issuer, key, authority, serial)
        _write(made / f"{administration}.crt.pem", certificate)
    try:
        made.rename(place)
    except OSError:  # another process was first; its certificates count
        shutil.rmtree(made, ignore_errors=True)


def _name(country: str, common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, country),
                      x509.NameAttribute(NameOID.COMMON_NAME, common)])  # fmt: skip


def _certificate(subject: x509.Name, issuer: x509.Name, key: rsa.RSAPrivateKey,
                 authority: rsa.RSAPrivateKey, serial: int) -> bytes:  # fmt: skip
    is_authority = subject == issuer
    usage = x509.KeyUsage(
        digital_signature=not is_authority, content_commitment=not is_authority,
        key_encipherment=False, data_encipherment=False, key_agreement=False,
        key_cert_sign=is_authority, crl_sign=is_authority, encipher_only=False,
        decipher_only=False,
    )  # fmt: skip
    made = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(issuer)
        .public_key(key.public_key()).serial_number(serial)
        .not_valid_before(FIRST).not_valid_after(LAST)
        .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(authority, hashes.SHA256())
    )  # fmt: skip
    return made.public_bytes(serialization.Encoding.PEM)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    path.chmod(0o600)


def _paths(administration: str) -> tuple[Path, Path]:
    place = folder()
    return place / f"{administration}.key.pem", place / f"{administration}.crt.pem"


@lru_cache(maxsize=8)
def _signer(key: str, certificate: str, _changed: int) -> signers.SimpleSigner:
    phrase = str(settings.LETTER_SIGNING_PASSPHRASE).encode() or None
    found = signers.SimpleSigner.load(
        key_file=key, cert_file=certificate, key_passphrase=phrase, ca_chain_files=(),
    )  # fmt: skip
    if found is None:
        raise ValueError(f"{key} and {certificate} cannot be read as a key and its certificate")
    return found


@lru_cache(maxsize=4)
def _trusted(path: str, _changed: int) -> list[asn1_x509.Certificate]:
    content = Path(path).read_bytes()
    return [asn1_x509.Certificate.load(der) for _kind, _headers, der
            in pem_text.unarmor(content, multiple=True)]  # fmt: skip
