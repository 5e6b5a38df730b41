"""Settings of the test suite: quick password hashing, a scratch folder of its own for each run."""

import atexit
import shutil
import tempfile
from pathlib import Path

from customs_ip.settings.base import *  # noqa: F403
from customs_ip.settings.base import DATABASES, env


def scratch_folder() -> Path:
    """Where this run keeps its files; removed when it ends unless somebody else made it."""
    given = env.str("TEST_SCRATCH", default="")
    if given:
        return Path(given)
    made = Path(tempfile.mkdtemp(prefix="customs-ip-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


SECRET_KEY = "only for tests, never for a border"
IS_DEMO = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SCRATCH = scratch_folder()
MEDIA_ROOT = SCRATCH / "files"
JOURNAL_ANCHOR_DIR = SCRATCH / "journal-anchors"
LETTER_SIGNING = True
LETTER_SIGNING_DIR = SCRATCH / "letter-signing"
LETTER_SIGNING_SELF_MADE = True
MATCH_INDEX_DIR = SCRATCH / "match-index"
SANDBOX_DIR = SCRATCH / "sandboxes"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
CELERY_TASK_ALWAYS_EAGER = False
CELERY_BROKER_URL = env.str("BROKER_URL", default="memory://")
COUNTERSIGN_TIERS: list[str] = []  # the tests of the second signature set it
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
AXES_ENABLED = env.bool("AXES_ENABLED", default=True)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # a worker started by a test is told the test's own file by DATABASE_URL
    if not env.str("DATABASE_URL", default=""):
        DATABASES["default"]["NAME"] = SCRATCH / "suite.sqlite3"
    DATABASES["default"]["TEST"] = {"NAME": str(SCRATCH / "test.sqlite3")}
# tables straight from the models, forty times as quick; tests/start/test_migrations.py sees to it
# that the migrations build the same
DATABASES["default"].setdefault("TEST", {})["MIGRATE"] = False
