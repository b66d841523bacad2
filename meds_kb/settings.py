"""Settings, each with a default that works; the environment changes them (README lists the variables)."""

from pathlib import Path

from csp.constants import NONE, SELF

from meds_kb import environment as env

BASE_DIR = Path(__file__).resolve().parent.parent
# What this copy of the site keeps: database, key, static files.
VAR_DIR = env.read_folder("VAR_DIR", BASE_DIR / "var")

RELEASE = "0.1.0"
DEBUG = env.read_switch("DEBUG")
HTTPS = env.read_switch("HTTPS")
DEMO = env.read_switch("DEMO")  # a copy of made-up posts: it makes them at the first start, and every page says so
PORT = env.read_number("PORT", 8000, low=1, high=65535)
SECRET_KEY = env.read_secret_key(VAR_DIR)
ALLOWED_HOSTS = env.read_hosts("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
OPERATOR = env.read_text("OPERATOR")  # who runs this copy, as /privacy/ names them
CONTACT = env.read_contact("CONTACT")  # an e-mail address or a web page to reach them
TRUSTED_PROXIES = env.read_number("TRUSTED_PROXIES", 0, low=0, high=10)
# How often one network may do a thing: (times, seconds). `experiences.limits` counts.
LIMITS = {
    "step": env.read_limit("LIMIT_STEPS", "120/hour"),  # a page of a form, sent in
    "send": env.read_limit("LIMIT_SENDS", "20/hour"),  # a post that is stored
    "code": env.read_limit("LIMIT_CODES", "10/hour"),  # a code that is wrong
    "report": env.read_limit("LIMIT_REPORTS", "20/hour"),
    "login": env.read_limit("LIMIT_LOGINS", "10/900"),
    "account": env.read_limit("LIMIT_ACCOUNT_LOGINS", "50/hour"),  # by one name, from anywhere
}
# When two people must agree before a post is published: to those that speak of a crisis, or also of serious effects.
SECOND_READER = env.read_choice("SECOND_READER", "crisis", ("crisis", "serious"))
# The numbers of erased posts, kept where bringing back an old database does not overwrite it.
ERASED_LIST = env.read_path("ERASED_LIST", VAR_DIR / "erased.jsonl")
# People may write here once it is known who answers for it, or while only this machine can reach it.
SHARING = bool(OPERATOR and CONTACT) or set(ALLOWED_HOSTS) <= {"127.0.0.1", "localhost", "[::1]"}
READ_WITHIN_DAYS = env.read_number("READ_WITHIN_DAYS", 7, low=1, high=365)  # what a writer is promised
BACKUP_DAYS = env.read_number("BACKUP_DAYS", 30, low=1, high=3650)  # how long backups live, as /privacy/ promises
SHORTEST_FILL = env.read_number("SHORTEST_FILL", 3, low=0, high=600)  # seconds; nobody tells a story faster
STAFF_TOTP = env.read_choice("STAFF_TOTP", "optional", ("optional", "required"))
STAFF_IDLE = env.read_number("STAFF_IDLE", 60, low=1, high=1440)  # minutes without a page of the desk end a log-in

INSTALLED_APPS = [
    "meds_kb.apps.MedsKbConfig",
    "experiences.apps.ExperiencesConfig",
    "medications.apps.MedicationsConfig",
    "meds_kb.apps.DeskConfig",  # django.contrib.admin, under our name
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "simple_history",
    "taggit",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_totp",
]

MIDDLEWARE = [
    "meds_kb.middleware.send_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "meds_kb.middleware.refuse_what_no_page_reads",
    "meds_kb.page_store.serve_stored_pages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "meds_kb.middleware.answer_too_many",
]

ROOT_URLCONF = "meds_kb.urls"
CSRF_FAILURE_VIEW = "meds_kb.views.errors.csrf_failure"
WSGI_APPLICATION = "meds_kb.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "meds_kb.context.site",
            ],
        },
    },
]

DATABASES = {"default": env.read_database(VAR_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [{"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}}]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = False  # one language; numbers and dates are formatted by our own code
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
# With no-referrer Chromium posts `Origin: null`, and every form fails its CSRF check.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_AGE = STAFF_IDLE * 60  # each minute of work at the desk starts it anew
OTP_TOTP_ISSUER = "Known and Told"
OTP_TOTP_THROTTLE_FACTOR = 0  # LIMITS count wrong codes; a second guard would refuse a right one after a slip
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 63072000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if HTTPS and TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
if HTTPS:
    CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in ALLOWED_HOSTS if host != "*"]

DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

TAGGIT_CASE_INSENSITIVE = True
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
SIMPLE_HISTORY_REVERT_DISABLED = True  # going back is an edit like any other, with its own row

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
