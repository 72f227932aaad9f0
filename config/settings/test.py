"""For the tests: the same registry on SQLite or on PostgreSQL, with cheap passwords."""

from django.core.exceptions import ImproperlyConfigured

from config import env
from config.settings.base import *  # noqa: F403
from config.settings.base import INSTALLED_APPS, THROTTLE, VAR_DIR

INSTALLED_APPS = [*INSTALLED_APPS, "django_migration_linter"]

DEBUG = False
SECRET_KEY = "only-for-tests"  # noqa: S105
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AXES_ENABLED = False  # a test of throttling turns it on
THROTTLE = dict.fromkeys(THROTTLE, 0)  # so does another

match env.value("TEST_DATABASE"):
    case "sqlite":
        DATABASES = {"default": env.database("", var_dir=VAR_DIR, pool_size=0)}
    case "postgres":
        if not env.value("DATABASE_URL_POSTGRES"):
            raise ImproperlyConfigured("TEST_DATABASE=postgres needs DATABASE_URL_POSTGRES.")
        DATABASES = {
            "default": env.database(env.value("DATABASE_URL_POSTGRES"), var_dir=VAR_DIR, pool_size=0)
        }
    case other:
        raise ImproperlyConfigured(f"TEST_DATABASE should be sqlite or postgres, not {other!r}.")

WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True  # looks a file up when asked: tests start faster
