"""Settings: one file; the environment is read at its top and nowhere else.

MODE says what is running: `production` (the default) refuses whatever is unsafe, `demo` is one
machine's try-out on loopback, `development` adds DEBUG, `test` is the test suite.
A file `.env` beside manage.py may hold the same variables; the real environment wins.
"""

from email.utils import parseaddr
from pathlib import Path
from urllib.parse import quote, urlsplit

import django
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from dialogue.access import logs
from dialogue.access.browser_features import NOTHING
from dialogue.access.environment import Environment
from dialogue.access.unsafe_settings import MODES, refuse_unsafe_production
from dialogue.formats.countries import OFFICIAL_NAMES
from dialogue.health import services

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment(BASE_DIR / ".env")

MODE = env.choice("MODE", MODES, default="production")
SECRET_KEY = env.text("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
DEBUG = env.flag("DEBUG", default=MODE == "development")
VAR = env.path("VAR", default=BASE_DIR / "var")
PUBLIC_URL = env.origin("PUBLIC_URL", default="http://127.0.0.1:8000")
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", default=[urlsplit(PUBLIC_URL).hostname])
DATABASE = env.database("DATABASE_URL", default=f"sqlite:///{quote(str(VAR / 'db.sqlite3'))}")
DATABASE_CONN_MAX_AGE = env.number("DATABASE_CONN_MAX_AGE", default=60)
DATABASE_CONNECT_SECONDS = env.number("DATABASE_CONNECT_SECONDS", default=2, least=2, most=60)
DATABASE_LOCK_SECONDS = env.number("DATABASE_LOCK_SECONDS", default=10, most=3600)
DATABASE_STATEMENT_SECONDS = env.number("DATABASE_STATEMENT_SECONDS", default=20, most=3600)
EMAIL = env.mail_server("EMAIL_URL", default="dummymail://")
DEFAULT_FROM_EMAIL = env.sender(
    "FROM_EMAIL", default="Dialogue secretariat <secretariat@example.org>"
)
REPLY_ADDRESS = env.address("REPLY_ADDRESS", default=parseaddr(DEFAULT_FROM_EMAIL)[1])
USE_VERP = env.flag("USE_VERP")
IMAP_URL = env.mailbox("IMAP_URL")
TRUSTED_AUTHSERV_ID = env.text("TRUSTED_AUTHSERV_ID")
MAIL_PER_MINUTE = env.number("MAIL_PER_MINUTE", default=100)
MAIL_PER_MINUTE_AND_DOMAIN = env.number("MAIL_PER_MINUTE_AND_DOMAIN", default=30)
ORGANISERS_EMAIL = env.address("ORGANISERS_EMAIL", default="")
CACHE = env.cache("CACHE_URL", default="locmemcache://")
REQUIRE_SECOND_FACTOR = env.flag("REQUIRE_SECOND_FACTOR", default=MODE == "production")
ORGANISER_INVITATION_DAYS = env.number("ORGANISER_INVITATION_DAYS", default=3, least=1, most=365)
SESSION_IDLE_MINUTES = env.number("SESSION_IDLE_MINUTES", default=120, least=1)
BREACHED_PASSWORDS = env.file("BREACHED_PASSWORDS")
FONT_FOLDER = env.folder("FONT_FOLDER", Path("/usr/share/fonts/truetype"), "liberation*")
BEHIND_PROXY = env.flag("BEHIND_PROXY")
WEB_CONCURRENCY = env.number("WEB_CONCURRENCY", default=0, most=1000)
HSTS_INCLUDE_SUBDOMAINS = env.flag("HSTS_INCLUDE_SUBDOMAINS")
HSTS_PRELOAD = env.flag("HSTS_PRELOAD")
SECURITY_CONTACT = env.contacts("SECURITY_CONTACT")
SECURITY_POLICY_URL = env.page("SECURITY_POLICY_URL")
PEOPLE_KEPT_DAYS = env.number("PEOPLE_KEPT_DAYS", default=365, least=1, most=36500)
LOG_LEVEL = env.choice("LOG_LEVEL", logs.LEVELS, default="INFO")
LOG_FORMAT = env.choice("LOG_FORMAT", logs.FORMATS, "json" if MODE == "production" else "text")
ERRORS_TO = env.addresses("ADMINS")
SENTRY_DSN = env.error_reports("SENTRY_DSN")
METRICS_TOKEN = env.secret("METRICS_TOKEN")
UNKNOWN_VARIABLES = env.unknown()

refuse_unsafe_production(globals())

# Programs

INSTALLED_APPS = [
    "modeltranslation",  # before the admin
    "agenda",
    "participants",
    "dialogue.mail.apps.MailConfig",
    "dialogue.apps.DialogueConfig",
    "dialogue.apps.DialogueAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_countries",
    "simple_history",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "dialogue.health.watching.watch",
    "dialogue.health.local.answer_by_any_name",
    "dialogue.access.middleware.send_no_body_to_head",
    "dialogue.access.headers.add_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",  # for pages: a font has no use for it
    "dialogue.access.packing.pack_pages",
    "csp.middleware.CSPMiddleware",
    "dialogue.access.sealed_sessions.SignedCookieMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "dialogue.access.middleware.refuse_nul",
    "dialogue.access.middleware.refuse_large",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",  # views say where they are open
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "dialogue.accounts.sessions.watch",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "dialogue.urls"
WSGI_APPLICATION = "dialogue.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",  # LANGUAGES, LANGUAGE_CODE
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# Data

DATABASES = {
    "default": services.database(DATABASE, DATABASE_CONN_MAX_AGE, DATABASE_CONNECT_SECONDS)
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = services.caches(CACHE)

# Languages and time

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("vi", _("Vietnamese"))]
# Ours first: locale/ is this project's text, locale/libraries/ fills the gaps that the Vietnamese
# catalogues of Django and the other libraries leave.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "libraries"]
FORMAT_MODULE_PATH = ["dialogue.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
MODELTRANSLATION_TRANSLATION_FILES = [
    "agenda.models.translation",
    "participants.models.translation",
    "dialogue.mail.models.translation",
    "dialogue.models.translation",
]
COUNTRIES_OVERRIDE = OFFICIAL_NAMES

# Static files

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "dialogue.pages.static_files.StaticFiles"
        if MODE in {"production", "demo"}
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_ROOT = BASE_DIR / "static_at_root"  # what browsers fetch without being told
WHITENOISE_USE_FINDERS = MODE not in {"production", "demo"}

# Mail: only dialogue.mail.delivery.smtp hands anything to this backend

vars().update(EMAIL)
ADMINS: list[object] = (
    list(ERRORS_TO) if django.VERSION >= (6,) else [("", one) for one in ERRORS_TO]
)
SERVER_EMAIL = parseaddr(DEFAULT_FROM_EMAIL)[1]
EMAIL_TIMEOUT = 60  # seconds for one answer of the mail server
# Seconds for which a worker has an email to itself, renewed while it lives: mail/delivery/lease.py
MAIL_LEASE = 60
# Seconds after which it gives up on a server that comes to no end (RFC 5321, 4.5.3.2.6)
MAIL_PATIENCE = 10 * 60
# Seconds before the second, third … attempt, two days in all; then an email counts as failed.
MAIL_BACK_OFF = [60 * minutes for minutes in [1, 5, 15, 60, 240, 480, 720, 1440]]

# Long work: what `manage.py work` takes from the database, see dialogue.longwork
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Sign-in (django-allauth): organisers only, so nobody signs up

AUTHENTICATION_BACKENDS = ["dialogue.accounts.backend.OneHashBackend"]
ACCOUNT_ADAPTER = "dialogue.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_GET = ACCOUNT_SESSION_REMEMBER = False
# Wrong passwords and codes: see accounts/adapter.py, which says what each is counted by.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/5m/key,30/d/key",
    "login_failed_on_known_device": "5/5m/key,30/d/key",
    "login_failed_by_strangers": "100/d/key",
}
MFA_ADAPTER = "dialogue.accounts.factor_secrets.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are the administrators' word, see accounts/adapter.py
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off
MFA_FORMS = {
    "authenticate": "dialogue.accounts.forms.CodeForm",
    "reauthenticate": "dialogue.accounts.forms.CodeAgainForm",
}
MFA_TOTP_ISSUER = "Policy dialogue"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = MODE != "production"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/admin/"
AUTH_PASSWORD_VALIDATORS: list[dict[str, object]] = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in [
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    ]
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 12}
AUTH_PASSWORD_VALIDATORS += [
    {"NAME": "dialogue.accounts.passwords.WordsOfThisWork"},
    {"NAME": "dialogue.accounts.passwords.BreachedPasswords"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60  # seconds

# Security

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # QR codes, made for the one page that shows them
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "report-uri": "/csp-reports/",  # for browsers that do not know the next
        "report-to": "csp",  # see dialogue.access.headers
    }
}
PERMISSIONS_POLICY = NOTHING
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"  # a personal link must not travel as a Referer
DEVICE_COOKIE_NAME = "known_device"  # see dialogue.access.devices
LANGUAGE_COOKIE_HTTPONLY, LANGUAGE_COOKIE_SAMESITE = True, "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie of its own
CSRF_FAILURE_VIEW = "dialogue.views.csrf_failure"
SESSION_ENGINE = "dialogue.access.sealed_sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60  # for organisers since signing in, see accounts/sessions.py
if MODE == "production":
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = HSTS_INCLUDE_SUBDOMAINS
    SECURE_HSTS_PRELOAD = HSTS_PRELOAD
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # HSTS for others is a choice
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    # Only this host, over HTTPS, can have set a cookie of such a name (RFC 6265bis, 4.1.3.2).
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    LANGUAGE_COOKIE_NAME, DEVICE_COOKIE_NAME = "__Host-language", "__Host-known-device"
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)  # whose word on the visitor's address counts
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# What `manage.py daily` runs, in this order: names of commands. Each must bear being run twice.
DAILY_RUN = ["collect_replies", "release_seats", "send_reminders", "remind_of_requests"]
DAILY_RUN += ["forget_personal_data", "prune_db_task_results"]

DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000  # 400 rows of a list that is imported, each with its fields
FORMS_URLFIELD_ASSUME_HTTPS = True
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
FORM_RENDERER = "dialogue.pages.fields.Renderer"
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
LOGGING = logs.configuration(LOG_LEVEL, LOG_FORMAT, admins=bool(ERRORS_TO))
