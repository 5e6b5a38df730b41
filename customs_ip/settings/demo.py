"""The embedded default: SQLite and Valkey under var/, invented data, no secrets to set."""

import json
import secrets

from customs_ip.settings.base import *  # noqa: F403
from customs_ip.settings.base import VAR, env

IS_DEMO = env.bool("IS_DEMO", default=True)
LETTER_SIGNING = env.bool("LETTER_SIGNING", default=True)
LETTER_SIGNING_SELF_MADE = IS_DEMO
DEBUG = env.bool("DEBUG", default=False)


def kept_secret() -> str:
    """The secret key of this demo, made once and kept beside its database."""
    path = VAR / "secret.key"
    if not path.exists():
        path.write_text(secrets.token_urlsafe(48))
        path.chmod(0o600)
    return path.read_text().strip()


def kept_offset() -> int:
    """The offset of the demo's clock, so that commands typed beside it see the same day."""
    path = VAR / "clock.json"
    return int(json.loads(path.read_text())["offset_seconds"]) if path.exists() else 0


SECRET_KEY = env.str("SECRET_KEY", default="") or kept_secret()
CLOCK_OFFSET_SECONDS = env.int("CLOCK_OFFSET_SECONDS", default=kept_offset())
broker = VAR / "broker.json"
if broker.exists() and not env.str("BROKER_URL", default=""):
    CELERY_BROKER_URL = json.loads(broker.read_text())["url"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
