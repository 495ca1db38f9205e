"""What ``aio-relay check`` says: every problem that a start would meet, and what is unwise, each with what to do."""

from __future__ import annotations

import importlib.util
import os
import socket
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import aiosmtplib
import redis
from sqlalchemy import text

from relay_server.adapters.postgresql import check_reachable, disposing, open_postgresql
from relay_server.adapters.read_replica import check_replica
from relay_server.adapters.redis_broker import open_redis
from relay_server.adapters.secret_files import load_secrets, secret_problems
from relay_server.adapters.smtp import greet
from relay_server.adapters.sql.migrate import newest_revision, present_revision
from relay_server.adapters.sqlcipher import open_engine
from relay_server.adapters.storage import is_unused
from relay_server.config import MailSettings, Settings, unknown_variables
from relay_server.entrypoints.cli.program import Finding
from relay_server.errors import ConfigurationError, DatabaseError

_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_VERIFIED = ("verify-full", "verify-ca")


def configuration_findings(settings: Settings) -> list[Finding]:
    """Look at everything a start needs, changing nothing."""
    found = [
        *_variables(),
        *_address(settings),
        *_folders(settings),
        *_database(settings),
        *_redis(settings),
        *_replica(settings),
        *encryption_findings(settings),
        *_accounts(settings),
        *_sentry(settings),
    ]
    # Folder and database meet the same fault of a secret.
    return list(dict.fromkeys(found))


def _variables() -> Iterator[Finding]:
    for name in unknown_variables(os.environ):
        yield Finding("warning", f"the environment has {name}, which is no setting")


def _address(settings: Settings) -> Iterator[Finding]:
    url = urlsplit(settings.base_url)
    is_local = url.hostname in _LOOPBACK
    if settings.public_url is None and settings.host not in _LOOPBACK:
        yield Finding("problem", f"host is {settings.host} but public_url is not set; links in mail would be wrong")
    elif url.scheme == "http" and not is_local:
        yield Finding("problem", f"public_url {settings.base_url} is not encrypted; use https through a TLS proxy")
    else:
        yield Finding("ok", f"people reach the relay at {settings.base_url}")
    if not is_local and not settings.trusted_proxies:
        yield Finding(
            "warning", "trusted_proxies is empty: behind a proxy everybody would share one address, and its limits"
        )
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            yield Finding("problem", f"cannot listen on {settings.host} port {settings.port}: {error.strerror}")
        else:
            yield Finding("ok", f"port {settings.port} on {settings.host} is free")


def _folders(settings: Settings) -> Iterator[Finding]:
    folder = settings.data_directory
    existing = next(parent for parent in (folder, *folder.absolute().parents) if parent.exists())
    if not existing.is_dir() or not os.access(existing, os.W_OK | os.X_OK):
        yield Finding("problem", f"data_directory {folder} cannot be written (looked at {existing})")
    elif existing != folder:
        yield Finding("ok", f"data_directory {folder} will be made on the first run")
    else:
        yield Finding("ok", f"data_directory {folder} can be written")
    for problem in secret_problems(settings.secrets_path):
        yield Finding("problem", problem)


def _database(settings: Settings) -> Iterator[Finding]:
    path = settings.database_path
    if settings.database_url is not None:
        yield from _server(settings, settings.database_url.get_secret_value())
        return
    if not path.exists():
        yield Finding("ok", f"no database yet; {path} and its secrets will be made on the first run")
        return
    try:
        keys = load_secrets(settings.secrets_path, os.urandom, may_create=False)
        engine = open_engine(path, keys.database)
        with engine.connect() as connection:
            found = present_revision(connection)
        engine.dispose()
    except ConfigurationError as error:
        yield from (Finding("problem", problem) for problem in error.problems)
        return
    except DatabaseError as error:
        yield Finding("problem", str(error))
        return
    yield Finding("ok", f"the database {path} opens{_behind(found)}")


def _server(settings: Settings, url: str) -> Iterator[Finding]:
    try:
        engine = open_postgresql(url)
        with disposing(engine):
            check_reachable(engine)
            unused = is_unused(engine)
            if not unused:
                load_secrets(settings.secrets_path, os.urandom, may_create=False)
            with engine.connect() as connection:
                found = present_revision(connection)
                version = connection.execute(text("SHOW server_version")).scalar_one()
                may_create = connection.execute(text("SELECT has_schema_privilege('public', 'CREATE')")).scalar_one()
    except ConfigurationError as error:
        yield from (Finding("problem", problem) for problem in error.problems)
        return
    except DatabaseError as error:
        yield Finding("problem", str(error))
        return
    state = "; it is empty and will be filled on the first run" if unused else _behind(found)
    yield Finding("ok", f"PostgreSQL {version} opens{state}")
    if not may_create:
        yield Finding("problem", "the database's user may not make tables: GRANT CREATE ON SCHEMA public TO it")
    if settings.database_path.exists():
        yield Finding("warning", f"{settings.database_path} is not used; `aio-relay move` brings what it holds")


def _redis(settings: Settings) -> Iterator[Finding]:
    if settings.redis_url is None:
        if settings.database_url is not None:
            yield Finding("ok", "redis_url is not set: right for one process; several would hear of each other late")
        return
    try:
        with open_redis(settings.redis_url.get_secret_value()) as client:
            version = client.info("server")["redis_version"]
    except ConfigurationError as error:
        yield from (Finding("problem", problem) for problem in error.problems)
    except (redis.RedisError, OSError) as error:
        yield Finding("problem", f"Redis does not answer ({type(error).__name__}); the relay would work, but slower")
    else:
        yield Finding("ok", f"Redis {version} answers")


def _replica(settings: Settings) -> Iterator[Finding]:
    if settings.replica_url is None or settings.database_url is None:
        return
    urls = (settings.replica_url.get_secret_value(), settings.database_url.get_secret_value())
    try:
        with disposing(open_postgresql(urls[0])) as replica, disposing(open_postgresql(urls[1])) as database:
            wrong = check_replica(replica, database)
    except ConfigurationError as error:
        yield from (Finding("problem", problem.replace("database_url", "replica_url")) for problem in error.problems)
    except DatabaseError as error:
        yield Finding("problem", f"{error}; the relay would work and ask the database itself")
    else:
        yield Finding("problem", f"replica_url: {wrong}") if wrong else Finding("ok", "the read replica answers")


def encryption_findings(settings: Settings) -> Iterator[Finding]:
    """Tell which connections to other machines need not be encrypted."""
    if settings.database_url is not None:
        url = urlsplit(settings.database_url.get_secret_value())
        modes = parse_qs(url.query).get("sslmode", [""])
        if url.hostname not in (None, *_LOOPBACK) and modes[-1] not in _VERIFIED:
            yield Finding("warning", "database_url does not ask for a proven server: add ?sslmode=verify-full")
    if settings.redis_url is not None:
        url = urlsplit(settings.redis_url.get_secret_value())
        if url.scheme == "redis" and url.hostname not in (None, *_LOOPBACK):
            yield Finding("warning", "redis_url is not encrypted: use rediss://")


def _behind(found: str | None) -> str:
    newest = newest_revision()
    return "" if found == newest else f"; it is at revision {found} and will be brought to {newest}"


def _accounts(settings: Settings) -> Iterator[Finding]:
    if settings.registration == "domains" and not settings.registration_domains:
        yield Finding("problem", 'registration is "domains" but registration_domains is empty: nobody could register')
    if settings.mail.mode == "console":
        yield Finding(
            "warning" if settings.registration == "invite" else "problem",
            "mail.mode is console: links for new accounts and passwords are printed by the relay, not mailed",
        )
    elif settings.mail.security == "none" and settings.mail.host not in _LOOPBACK:
        yield Finding("problem", 'mail.security is "none": links for new passwords would travel unencrypted')
    else:
        yield _mail(settings.mail)


def _mail(mail: MailSettings) -> Finding:
    where = f"{mail.host} port {mail.port}"
    try:
        greet(mail)
    except (aiosmtplib.SMTPException, OSError) as error:
        reason = f"{type(error).__name__}: {error}".removesuffix(": ")
        return Finding("problem", f"no mail leaves through {where} ({mail.security}): {reason}")
    signed_in = f", signed in as {mail.username}" if mail.username else ""
    return Finding("ok", f"mail leaves through {where}: the server answers{signed_in}")


def _sentry(settings: Settings) -> Iterator[Finding]:
    if settings.sentry_dsn is None:
        return
    if importlib.util.find_spec("sentry_sdk") is None:
        yield Finding("problem", "sentry_dsn is set but sentry-sdk is not installed: pip install aio-canvas[sentry]")
        return
    from sentry_sdk.utils import BadDsn, Dsn

    try:
        Dsn(settings.sentry_dsn.get_secret_value())
    except BadDsn:
        yield Finding("problem", "sentry_dsn is no DSN; Sentry shows it under Client Keys")
