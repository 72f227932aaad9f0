"""In earnest. What has to be set is in docs/operations.md."""

from config import env
from config.logs import logging_config
from config.settings.base import *  # noqa: F403

DEBUG = False
SECRET_KEY = env.value("SECRET_KEY")
ALLOWED_HOSTS = env.value("ALLOWED_HOSTS")

SECURE_SSL_REDIRECT = env.value("SSL_REDIRECT")
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked by machines, from inside
SECURE_HSTS_SECONDS = env.value("HSTS_SECONDS")
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
if env.value("BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

STATIC_ROOT = env.value("STATIC_ROOT")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

logging_config(level=env.value("LOG_LEVEL"), form=env.value("LOG_FORMAT", default="json"))
