"""The one place that reads the environment.

A name has to be declared here before a settings module can ask for it, and each declared name has
to be explained in docs/operations.md (tests/repository/test_settings_documented.py).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Declared:
    """One name that the registry reads from the environment."""

    name: str
    kind: type
    default: Any
    meaning: str


REQUIRED = object()
# With TLS, except on one's own machine.
ISSUER = re.compile(r"https://[^\s?#]+|http://(localhost|127\.0\.0\.1)(:[0-9]{1,5})?(/[^\s?#]*)?")

SETTINGS: Mapping[str, Declared] = {
    declared.name: declared
    for declared in (
        Declared("SECRET_KEY", str, REQUIRED, "signs sessions and reset links (production)"),
        Declared("ALLOWED_HOSTS", list, REQUIRED, "host names that are answered (production)"),
        Declared("CSRF_TRUSTED_ORIGINS", list, [], "origins whose forms are accepted"),
        Declared("DATABASE_URL", str, "", "the database; empty is the embedded SQLite"),
        Declared("DATABASE_POOL_SIZE", int, 10, "PostgreSQL connections a process keeps; 0 is none"),
        Declared("VAR_DIR", str, str(BASE_DIR / "var"), "where the registry keeps its files"),
        Declared("STATIC_ROOT", str, str(BASE_DIR / "staticfiles"), "where collectstatic writes"),
        Declared("DEBUG", bool, True, "detailed error pages (development)"),
        Declared("SSL_REDIRECT", bool, True, "sends http to https (production)"),
        Declared("HSTS_SECONDS", int, 31_536_000, "how long browsers insist on https (production)"),
        Declared("BEHIND_PROXY", bool, False, "trusts X-Forwarded-Proto of the proxy (production)"),
        Declared("LOG_LEVEL", str, "INFO", "the least severe log line that is written"),
        Declared("LOG_FORMAT", str, "", "`json` or `console`"),
        Declared("REPORTING_CURRENCY", str, "EUR", "in which amounts of several currencies are compared"),
        Declared("REMINDER_DAYS", int, 30, "how long before a deadline it asks for attention"),
        Declared("FACT_ROWS", int, 10_000, "the most rows of a table of facts in one answer"),
        Declared("IMPORT_MEGABYTES", int, 60, "the largest list that is taken in"),
        Declared("IMPORT_ROWS", int, 200_000, "the most rows of a list"),
        Declared("IMPORT_COLUMNS", int, 500, "the most columns of a list"),
        Declared("IMPORT_CELLS", int, 6_000_000, "the most filled cells of a list"),
        Declared("IMPORT_SECONDS", int, 19, "how long reading a list may take"),
        Declared("IMPORT_MEMORY_MEGABYTES", int, 512, "the most memory that reading a list takes"),
        Declared("IMPORT_ROWS_AT_ONCE", int, 2_000, "the most rows planned or applied while one waits"),
        Declared("IMPORT_KEEP_DAYS", int, 90, "how long the files of imports are kept"),
        Declared("WEBHOOK_ALLOW_HTTP", bool, False, "lets webhooks be told without TLS (development)"),
        Declared("WEBHOOK_PORTS", list, ["443"], "the ports that webhooks may be told at"),
        Declared("WEBHOOK_INTERNAL", list, [], "hosts and networks of one's own that webhooks may lead to"),
        Declared("WEBHOOK_FAILING_DAYS", int, 5, "after how many days of failing a webhook is switched off"),
        Declared("WEBHOOK_KEEP_DAYS", int, 30, "how long deliveries of webhooks are kept"),
        Declared("IDEMPOTENCY_HOURS", int, 24, "how long the answer to a request with a key is kept"),
        Declared("THROTTLE_PER_MINUTE", int, 1_200, "requests a minute of one token or user; 0 is no limit"),
        Declared("THROTTLE_BURST", int, 200, "how many of these may come at once"),
        Declared("THROTTLE_STRANGERS_PER_MINUTE", int, 60, "requests a minute of an address without a token"),
        Declared("THROTTLE_STRANGERS_BURST", int, 30, "how many of these may come at once"),
        Declared("CACHE_URL", str, "", "where requests are counted; empty is each process for itself"),
        Declared("CORS_ORIGINS", list, [], "origins whose pages may use the APIs"),
        Declared("GRAPHQL_ONLY_REGISTERED", bool, False, "runs registered GraphQL documents only"),
        Declared("REQUEST_SECONDS", int, 60, "how long reading may take in one request"),
        Declared("OIDC_ISSUER", str, "", "the provider of OpenID Connect to sign in at; empty is none"),
        Declared("OIDC_CLIENT_ID", str, "", "as whom the registry is known there"),
        Declared("OIDC_CLIENT_SECRET", str, "", "by which it proves so; empty for a public client"),
        Declared("OIDC_CLAIM", str, "email", "what the provider says of a person that he is known by here"),
        Declared("OIDC_NAME", str, "", "what the provider is called at the sign-in page"),
        Declared("TEST_DATABASE", str, "sqlite", "`sqlite` or `postgres` (tests)"),
        Declared("DATABASE_URL_POSTGRES", str, "", "the PostgreSQL server of the tests"),
    )
}

_environment = environ.Env()


def value(name: str, *, default: Any = None) -> Any:
    """Return what the environment says for a declared name, in its declared type.

    `default` takes the place of the declared one where a settings module knows better.
    Raises ImproperlyConfigured when a required name is absent or empty, or can't be read.
    """
    declared = SETTINGS[name]
    fallback = declared.default if default is None else default
    if fallback is REQUIRED:
        if not _environment.str(name, default="").strip():
            raise ImproperlyConfigured(f"{name} is not set: {declared.meaning}. docs/operations.md says how.")
        fallback = _environment.NOTSET
    try:
        return getattr(_environment, declared.kind.__name__)(name, default=fallback)
    except ValueError as wrong:
        raise ImproperlyConfigured(
            f"{name} should be {declared.kind.__name__}: {wrong}. docs/operations.md says how."
        ) from wrong


# Compiling a long statement of ours takes PostgreSQL a second or two, running it a tenth of that.
_NO_JIT = "-c jit=off"


def database(url: str, *, var_dir: Path, pool_size: int) -> dict[str, Any]:
    """Return Django's description of the database at `url`; without one the embedded SQLite."""
    if not url:
        return sqlite(var_dir / "counterpart.sqlite3")
    described: dict[str, Any] = dict(environ.Env.db_url_config(url))
    if described["ENGINE"] == "django.db.backends.sqlite3":
        return sqlite(described["NAME"])
    if described["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured(
            "DATABASE_URL should start with postgres:// or sqlite:///, the two databases "
            "that Counterpart is tested on."
        )
    options = {**described.get("OPTIONS", {})}
    options["options"] = " ".join(filter(None, (_NO_JIT, options.get("options"))))
    if pool_size:
        options["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 10}
    return {**described, "OPTIONS": options, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True}


def cache(url: str) -> dict[str, Any]:
    """Return Django's description of the cache at `url`; without one each process counts for itself."""
    described: dict[str, Any] = dict(environ.Env.cache_url_config(url or "locmemcache://"))
    described.setdefault("OPTIONS", {}).setdefault("MAX_ENTRIES", 50_000)
    return described


def origins(named: list[str]) -> list[str]:
    """Return these origins, each `https://host` or with a port; raises ImproperlyConfigured otherwise."""
    for each in named:
        if not re.fullmatch(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?", each):
            raise ImproperlyConfigured(
                f"CORS_ORIGINS should hold origins such as https://bi.example, not {each!r}: each by its "
                "name, in small letters, without a path. docs/operations.md says how."
            )
    return named


def openid(*, issuer: str, client_id: str, client_secret: str, claim: str, name: str) -> dict[str, str]:
    """Return what is asked of the provider of OpenID Connect; `issuer` empty: one signs in here only.

    Raises ImproperlyConfigured for what can't work: half of it, an address without TLS, the extra missing.
    """
    if issuer:
        if not ISSUER.fullmatch(issuer):
            raise ImproperlyConfigured(
                f"OIDC_ISSUER should be an address such as https://login.example, not {issuer!r}. "
                "docs/operations.md says how."
            )
        if not (client_id and claim):
            raise ImproperlyConfigured("OIDC_ISSUER needs OIDC_CLIENT_ID. docs/operations.md says how.")
        if not (find_spec("authlib") and find_spec("requests")):
            raise ImproperlyConfigured(
                "OIDC_ISSUER is set and the extra oidc isn't installed: "
                "pip install --require-hashes --no-deps -r requirements/oidc.txt"
            )
    return {
        "issuer": issuer,
        "client_id": client_id,
        "client_secret": client_secret,
        "claim": claim,
        "name": name,
    }


def sqlite(path: Path | str) -> dict[str, Any]:
    """Return Django's description of an embedded database: readers don't wait for the writer,
    a writer waits its turn from the start of its transaction. (Django itself turns foreign keys on.)
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": 60,  # opening one anew costs more than many a request
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL;"
                "PRAGMA synchronous=NORMAL;"
                "PRAGMA foreign_keys=ON;"
                "PRAGMA cache_size=-65536;"
                "PRAGMA temp_store=MEMORY"
            ),
        },
    }
