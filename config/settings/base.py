"""What every way of running the registry shares."""

from datetime import timedelta
from functools import partial
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from api.rest.settings import REST_FRAMEWORK, SPECTACULAR_SETTINGS  # noqa: F401
from config import env
from config.logs import logging_config

BASE_DIR = env.BASE_DIR
VAR_DIR = Path(env.value("VAR_DIR"))

INSTALLED_APPS = [
    "relationships",
    "principles",
    "imports",
    "access",
    "api",
    "web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "simple_history",
    "rest_framework",
    "knox",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "csp",
    "django_htmx",
    "lucide",
    "django.forms",  # templates of forms may be ours
    "bootstrap",
]

MIDDLEWARE = [
    "config.logs.RequestIds",
    "api.cors.Cors",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "web.language.OwnLanguage",
    "web.reader.Reading",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",  # last: it turns a locked sign-in into an answer
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "web.reader.reader",
            ],
        },
    },
]

FORM_RENDERER = "web.forms.renderer.Renderer"

# Database. Actions open their own transactions: no ATOMIC_REQUESTS.

DATABASES = {
    "default": env.database(
        env.value("DATABASE_URL"),
        var_dir=VAR_DIR,
        pool_size=env.value("DATABASE_POOL_SIZE"),
    ),
}
DATABASE_FROM_URL = partial(env.database, var_dir=VAR_DIR, pool_size=0)  # for a second one: copy_registry
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Who

AUTH_USER_MODEL = "relationships.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": name}
    for name in (
        "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "relationships.values.LongEnough",
        "django.contrib.auth.password_validation.CommonPasswordValidator",
        "django.contrib.auth.password_validation.NumericPasswordValidator",
    )
]
LOGIN_URL = "web:sign_in"
LOGIN_REDIRECT_URL = "web:start"
LOGOUT_REDIRECT_URL = "web:sign_in"

# After five wrong passwords for one name from one address, that pair waits a quarter of an hour.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "web/locked_out.html"

# Signing in at a provider of OpenID Connect, an extra (docs/operations.md#signing-in-with-openid-connect)
OIDC = env.openid(
    issuer=env.value("OIDC_ISSUER"),
    client_id=env.value("OIDC_CLIENT_ID"),
    client_secret=env.value("OIDC_CLIENT_SECRET"),
    claim=env.value("OIDC_CLAIM"),
    name=env.value("OIDC_NAME"),
)

KNOX_TOKEN_MODEL = "access.Token"  # noqa: S105 the name of a model
MIGRATION_MODULES = {"knox": None}  # its own token table is not used
REST_KNOX = {
    "AUTH_HEADER_PREFIX": "Bearer",
    "TOKEN_TTL": timedelta(days=365),
}

# Language, day and place

LANGUAGE_CODE = "en"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

# What asks for attention (docs/attention.md)

REPORTING_CURRENCY = env.value("REPORTING_CURRENCY")
REMINDER_DAYS = env.value("REMINDER_DAYS")

# Tables of facts for BI: the most rows in one answer

FACT_ROWS = env.value("FACT_ROWS")

# GraphQL: reads of plain fields as one statement, where the executor gives the same

COMPILED_READS = True

# What reading a contract list may ask (imports.workbook.Limits)

IMPORT_LIMITS = {
    "file_bytes": env.value("IMPORT_MEGABYTES") * 1_000_000,
    "rows": env.value("IMPORT_ROWS"),
    "columns": env.value("IMPORT_COLUMNS"),
    "cells": env.value("IMPORT_CELLS"),
    "seconds": float(env.value("IMPORT_SECONDS")),
    "memory_bytes": env.value("IMPORT_MEMORY_MEGABYTES") * 1024 * 1024,
}

# Runs of imports: where their files are, for how many days, and how many rows a request does itself

IMPORT_DIR = VAR_DIR / "imports"
IMPORT_KEEP_DAYS = env.value("IMPORT_KEEP_DAYS")
IMPORT_ROWS_AT_ONCE = env.value("IMPORT_ROWS_AT_ONCE")

# Webhooks: where they may lead (docs/api/webhooks.md), and how long failures and deliveries are borne with

WEBHOOK_ALLOW_HTTP = env.value("WEBHOOK_ALLOW_HTTP")
WEBHOOK_PORTS = [int(each) for each in env.value("WEBHOOK_PORTS")]
WEBHOOK_INTERNAL = env.value("WEBHOOK_INTERNAL")
WEBHOOK_FAILING_DAYS = env.value("WEBHOOK_FAILING_DAYS")
WEBHOOK_KEEP_DAYS = env.value("WEBHOOK_KEEP_DAYS")

# The programmable doors (docs/operations.md): keys of requests, throttling, other origins, documents, time

IDEMPOTENCY_HOURS = max(1, env.value("IDEMPOTENCY_HOURS"))
THROTTLE = {
    "per_minute": env.value("THROTTLE_PER_MINUTE"),
    "burst": env.value("THROTTLE_BURST"),
    "strangers_per_minute": env.value("THROTTLE_STRANGERS_PER_MINUTE"),
    "strangers_burst": env.value("THROTTLE_STRANGERS_BURST"),
}
CACHES = {"default": env.cache(env.value("CACHE_URL"))}
CORS_ORIGINS = env.origins(env.value("CORS_ORIGINS"))
GRAPHQL_ONLY_REGISTERED = env.value("GRAPHQL_ONLY_REGISTERED")
REQUEST_SECONDS = env.value("REQUEST_SECONDS")

# Static files, from packages and from web/static

STATIC_URL = "static/"

# Security headers

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = env.value("CSRF_TRUSTED_ORIGINS")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # Bootstrap's stylesheet draws its arrows as data: images
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}

LOGGING_CONFIG = None  # config.logs does it, once, with structlog
logging_config(level=env.value("LOG_LEVEL"), form=env.value("LOG_FORMAT", default="console"))
