"""Settings of the test suite: the project's own, with a database that threads can share."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

os.environ["MODE"] = "test"
if "VAR" not in os.environ:  # a developer's own holds a trial run; processes of a test share it
    os.environ["VAR"] = tempfile.mkdtemp(prefix="dialogue-var-")
    atexit.register(shutil.rmtree, os.environ["VAR"], ignore_errors=True)
os.environ.setdefault("SECRET_KEY", "a secret for tests only: " + "0123456789abcdef" * 4)
os.environ["PUBLIC_URL"] = "https://dialogue.test"
os.environ["ALLOWED_HOSTS"] = "testserver,dialogue.test,127.0.0.1,localhost"
os.environ.setdefault("DATABASE_URL", "sqlite:///test.sqlite3")  # whatever a .env says
os.environ["EMAIL_URL"] = "memorymail://"
os.environ["IMAP_URL"] = os.environ.get("TEST_IMAP_URL", "")
os.environ["REPLY_ADDRESS"] = "secretariat@dialogue.test"
os.environ["USE_VERP"] = ""
os.environ["TRUSTED_AUTHSERV_ID"] = ""
os.environ["SECURITY_CONTACT"] = "security@dialogue.test"
os.environ["FROM_EMAIL"] = "Dialogue secretariat <secretariat@dialogue.test>"

from dialogue.settings import *  # noqa: F403
from dialogue.settings import CACHES, DATABASES, MIDDLEWARE

# Tests change and look within a second; tests/agenda/feeds/test_crowds.py tries production's.
CACHES["brief"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}

if "sqlite3" in DATABASES["default"]["ENGINE"]:
    # A file, because a database in memory knows neither WAL nor waiting writers.
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or os.getpid()
    folder = Path(tempfile.gettempdir())
    DATABASES["default"]["TEST"] = {"NAME": str(folder / f"dialogue-test-{run}.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
else:
    # No commit waits for the disk: what a run leaves behind is nobody's.
    DATABASES["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off"

# Django's test client puts bare session keys into its cookies; tests/dialogue/access/
# test_sealed_sessions.py tries what production does.
PLAIN_SESSIONS = "django.contrib.sessions.middleware.SessionMiddleware"
SIGNED_SESSIONS = "dialogue.access.sealed_sessions.SignedCookieMiddleware"
MIDDLEWARE = [PLAIN_SESSIONS if name == SIGNED_SESSIONS else name for name in MIDDLEWARE]

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True  # no look at every static file at every start

# Playwright keeps an event loop in the main thread; our code is synchronous all the same.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
