"""The composition root: builds adapters, services and entrypoints, and joins them. The one place with a real clock."""

from __future__ import annotations

import os
import secrets
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import SecretStr

from relay_server.adapters.background import BackgroundThread
from relay_server.adapters.console_mail import ConsoleMailer
from relay_server.adapters.database_copy import put_back, serving_lock, write_copy
from relay_server.adapters.membership_cache import MembershipCache
from relay_server.adapters.memory_broker import MemoryBroker
from relay_server.adapters.memory_socket_count import MemorySocketCount
from relay_server.adapters.process_memory import settle_in
from relay_server.adapters.rate_limits import MemoryRateLimiter
from relay_server.adapters.secret_files import load_secrets, replace_token_key
from relay_server.adapters.storage import kind_of, open_secrets, open_storage, require_embedded
from relay_server.adapters.structured_log import configure_logging
from relay_server.config import Settings
from relay_server.domain.passwords import COST
from relay_server.domain.registration import RegistrationPolicy
from relay_server.entrypoints.cli.main import run
from relay_server.entrypoints.cli.program import Finding
from relay_server.entrypoints.http.app import create_app
from relay_server.entrypoints.http.context import HttpSettings, HttpState
from relay_server.entrypoints.http.metrics import Metrics
from relay_server.entrypoints.http.server import RelayServer, server_config
from relay_server.entrypoints.ws.connection import SocketConnection
from relay_server.entrypoints.ws.lifespan import sockets_beside
from relay_server.errors import OperationError
from relay_server.ports.broker import Broker
from relay_server.ports.rate_limiter import Limit, RateLimiter
from relay_server.ports.socket_count import SocketCount
from relay_server.ports.unit_of_work import ReplicaState
from relay_server.service.access_tokens import AccessTokens
from relay_server.service.activity_counter import ActivityCounter
from relay_server.service.environment import Environment, RelayPolicy
from relay_server.service.field_sealer import FieldSealer
from relay_server.service.ledger_verify import verify_ledger
from relay_server.service.password_pool import PasswordPool
from relay_server.service.relay_keys import load_keys
from relay_server.service.rooms.limits import RoomLimits
from relay_server.service.setup import new_setup_code, storage_answers

if TYPE_CHECKING:
    from relay_server.adapters.moving import Moved
    from relay_server.adapters.smtp import SmtpMailer

_CLOSE_S = 10.0


@dataclass(frozen=True, slots=True)
class Outside:
    """What tests replace: time, randomness, the cost of hashing, and where text goes."""

    now_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000
    random_bytes: Callable[[int], bytes] = secrets.token_bytes
    password_cost: int = COST
    write: Callable[[str], object] = lambda text: print(text, end="", flush=True)  # noqa: T201 - the console is the point.


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``aio-relay``; returns the exit code."""
    return run(arguments, RelayProgram(Outside()))


@contextmanager
def open_environment(settings: Settings, outside: Outside, *, serving: bool = False) -> Iterator[Environment]:
    """Open database and services; create both on the first run.

    Args:
        settings: Of the relay.
        outside: Time and randomness.
        serving: Whether this process serves the relay, and is not a command beside it.

    Raises:
        RelayError: Something is missing, wrong, or cannot be opened.
    """
    with ExitStack() as stack:
        storage = stack.enter_context(open_storage(settings, outside.random_bytes, serving=serving))
        keys, transactions = storage.secrets, storage.transactions
        mailer = _mailer(settings, outside)
        stack.callback(mailer.close, _CLOSE_S)
        deferred = BackgroundThread("aio-relay-background")
        stack.callback(deferred.close, _CLOSE_S)
        sealer = FieldSealer(keys.sealing, outside.random_bytes)
        relay_keys = load_keys(transactions, sealer, outside.random_bytes)
        broker = _broker(settings, outside, relay_keys.ledger, stack)
        yield Environment(
            transactions=transactions,
            now_ms=outside.now_ms,
            random_bytes=outside.random_bytes,
            passwords=PasswordPool(os.cpu_count() or 1, cost=outside.password_cost),
            access_tokens=AccessTokens(keys.token, settings.base_url, outside.now_ms, outside.random_bytes),
            sealer=sealer,
            limiter=_limiter(settings, relay_keys.ledger),
            sockets=_sockets(settings, outside, relay_keys.ledger, stack),
            mailer=mailer,
            deferred=deferred,
            broker=broker,
            memberships=MembershipCache(transactions, broker),
            keys=relay_keys,
            activity=ActivityCounter(transactions, outside.now_ms),
            policy=_policy(settings),
            shares_database=settings.database_url is not None,
        )


def _mailer(settings: Settings, outside: Outside) -> SmtpMailer | ConsoleMailer:
    if settings.mail.mode != "smtp":
        return ConsoleMailer(outside.write)
    # Loaded only where there is one, as below: a relay of one process that prints its mail is 9 MB smaller without all of them.
    from relay_server.adapters.smtp import SmtpMailer

    return SmtpMailer(settings.mail, outside.now_ms)


def _broker(settings: Settings, outside: Outside, relay: str, stack: ExitStack) -> Broker:
    if settings.redis_url is None:
        return MemoryBroker(alone=settings.database_url is None)
    from relay_server.adapters.redis_broker import RedisBroker, open_redis

    broker = RedisBroker(open_redis(settings.redis_url.get_secret_value()), relay, outside.random_bytes(8))
    stack.callback(broker.close, _CLOSE_S)
    return broker


def _limiter(settings: Settings, relay: str) -> RateLimiter:
    rates = {limit: getattr(settings.rates, limit) for limit in Limit}
    if settings.redis_url is None:
        return MemoryRateLimiter(rates)
    from relay_server.adapters.shared_rate_limits import SharedRateLimiter

    return SharedRateLimiter(rates, settings.redis_url.get_secret_value(), relay)


def _sockets(settings: Settings, outside: Outside, relay: str, stack: ExitStack) -> SocketCount:
    counts: SocketCount = MemorySocketCount()
    if settings.redis_url is not None:
        from relay_server.adapters.redis_broker import open_redis
        from relay_server.adapters.socket_counts import SharedSocketCount

        client = open_redis(settings.redis_url.get_secret_value())
        counts = SharedSocketCount(client, relay, outside.random_bytes(8))
    stack.callback(counts.close, _CLOSE_S)
    return counts


def http_state(settings: Settings, env: Environment) -> HttpState:
    """Return what the HTTP application works with."""
    http = HttpSettings(
        https=settings.base_url.startswith("https:"),
        trusted_proxies=settings.trusted_proxies,
        metrics_networks=settings.metrics_networks,
        version=version("aio-canvas"),
    )
    metrics = Metrics()
    metrics.gauge("aio_relay_storage_up", "Whether the database answers.", lambda: float(storage_answers(env)))
    metrics.gauge("aio_relay_broker_up", "Whether messages of other processes arrive.", lambda: env.broker.is_connected)
    if settings.replica_url is not None:
        metrics.gauge("aio_relay_replica_up", "Whether the read replica answers.", lambda: float(_replica(env).is_up))
        metrics.gauge("aio_relay_replica_behind_seconds", "How old it is.", lambda: _replica(env).behind_s)
    metrics.gauge("aio_relay_password_checks", "Passwords being hashed or waiting for it.", env.passwords.busy)
    return HttpState(env, http, metrics)


def _replica(env: Environment) -> ReplicaState:
    return env.transactions.replica or ReplicaState(is_up=False, behind_s=0.0)


def build_server(
    settings: Settings, state: HttpState, on_ready: Callable[[int], None], limits: RoomLimits | None = None
) -> RelayServer:
    """Return the server: HTTP and sockets on one port.

    Args:
        settings: Where it listens and how it ends.
        state: What requests and sockets work with.
        on_ready: Called with the port once it listens.
        limits: Of rooms and sockets; those of the settings where none are given.
    """
    app = create_app(state, beside=sockets_beside(limits or room_limits(settings)))
    config = server_config(app, host=settings.host, port=settings.port, drain_s=settings.drain_s, ws=SocketConnection)
    return RelayServer(config, state, on_ready, settings.drain_notice_s)


def room_limits(settings: Settings) -> RoomLimits:
    """Return the limits that the administrator set."""
    return RoomLimits(
        quota_bytes=settings.workspace_quota_mb << 20, connections_per_account=settings.sockets_per_account
    )


class RelayProgram:
    """Implements Program."""

    def __init__(self, outside: Outside) -> None:
        self._outside = outside

    def serve(self, settings: Settings) -> None:
        """Serve until the process is asked to end."""
        configure_logging(sys.stderr, settings.log_format, settings.log_level)
        start_sentry(settings)
        with ExitStack() as stack:
            env = stack.enter_context(open_environment(settings, self._outside, serving=True))
            code = new_setup_code(env)
            state = http_state(settings, env)
            server = build_server(settings, state, partial(self._announce, settings, code))
            settle_in()
            server.run()

    def check(self, settings: Settings) -> list[Finding]:
        """Look at everything a start needs."""
        from relay_server.configuration_check import configuration_findings

        return configuration_findings(settings)

    @contextmanager
    def open(self, settings: Settings) -> Iterator[Environment]:
        """Open the relay's data for a command."""
        configure_logging(sys.stderr, settings.log_format, "warning")
        with open_environment(settings, self._outside) as env:
            yield env

    def backup(self, settings: Settings, target: Path) -> None:
        """Write a consistent copy of the database."""
        require_embedded(settings, "copy it with pg_dump, and the secrets beside it")
        write_copy(settings.database_path, open_secrets(settings, self._outside.random_bytes).database, target)

    def restore(self, settings: Settings, source: Path) -> Path | None:
        """Put a copy in the place of the database."""
        require_embedded(settings, "put a copy back with pg_restore")
        settings.data_directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        keys = load_secrets(settings.secrets_path, self._outside.random_bytes, may_create=False)
        with serving_lock(settings.data_directory):
            suffix = f"before-{self._outside.now_ms()}"
            return put_back(source, settings.database_path, keys.database, suffix)

    def move(self, settings: Settings, target: str) -> Sequence[Moved]:
        """Move everything to another database and prove that it arrived."""
        from relay_server.adapters.moving import EMBEDDED, move_to_file, move_to_server

        configure_logging(sys.stderr, settings.log_format, "warning")
        embedded = settings.model_copy(update={"database_url": None, "redis_url": None, "replica_url": None})
        if target == EMBEDDED:
            moved = move_to_file(settings, self._outside.random_bytes)
            now = embedded
        else:
            now = embedded.model_copy(update={"database_url": SecretStr(target)})
            moved = move_to_server(embedded, now, self._outside.random_bytes)
        with open_environment(now, self._outside) as env:
            faults = verify_ledger(env).faults
        if faults:
            raise OperationError(f"everything arrived, but the audit ledger has faults: {'; '.join(faults)}")
        return moved

    def rotate_token_key(self, settings: Settings) -> None:
        """Make a new key for access tokens."""
        load_secrets(settings.secrets_path, self._outside.random_bytes, may_create=False)
        replace_token_key(settings.secrets_path, self._outside.random_bytes)

    def _announce(self, settings: Settings, code: str | None, port: int) -> None:
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        lines = [
            f"AIO Canvas relay {version('aio-canvas')}",
            f"  listening on  http://{host}:{port}",
            f"  public URL    {settings.base_url}",
            f"  data          {settings.data_directory}",
            f"  database      {kind_of(settings)}",
            f"  secrets       {settings.secrets_path} (keep a copy elsewhere)",
        ]
        if code is not None:
            lines.append(f"  set-up code   {code} (opens the first administrator's account, once)")
        self._outside.write("\n".join(lines) + "\n")


def _policy(settings: Settings) -> RelayPolicy:
    registration = RegistrationPolicy(settings.registration)
    return RelayPolicy(
        settings.base_url,
        settings.name,
        registration,
        settings.registration_domains,
        settings.workspace_quota_mb << 20,
        activity_days=settings.keep_activity_days,
        address_days=settings.keep_addresses_days,
        mails=settings.mail.mode == "smtp",
    )


def start_sentry(settings: Settings) -> None:
    """Report unexpected errors to Sentry where a DSN is set: without bodies, addresses and local variables."""
    if settings.sentry_dsn is None:
        return
    # Loaded only when asked for: the package is an extra, and nothing is sent without a DSN.
    import sentry_sdk

    sentry_sdk.init(
        dsn=settings.sentry_dsn.get_secret_value(),
        release=version("aio-canvas"),
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        traces_sample_rate=0.0,
    )
