"""Everything that use cases receive from outside, in one frozen value; and who is calling."""

from __future__ import annotations

from dataclasses import dataclass

from relay_server.domain.account import Account
from relay_server.domain.registration import RegistrationPolicy
from relay_server.domain.session import Session
from relay_server.ports.broker import SESSION_ENDED, Broker
from relay_server.ports.deferred import Deferred
from relay_server.ports.environment import Clock, RandomBytes
from relay_server.ports.mailer import Mailer
from relay_server.ports.memberships import Memberships
from relay_server.ports.rate_limiter import RateLimiter
from relay_server.ports.socket_count import SocketCount
from relay_server.ports.unit_of_work import Transactions
from relay_server.service.access_tokens import AccessTokens
from relay_server.service.activity_counter import ActivityCounter
from relay_server.service.field_sealer import FieldSealer
from relay_server.service.password_pool import PasswordPool
from relay_server.service.relay_keys import RelayKeys


@dataclass(frozen=True, slots=True)
class RelayPolicy:
    """What the administrator decided.

    Attributes:
        base_url: Address of the relay without a final slash; the only source of links.
        name: What the relay is called in mail and authenticator apps.
        registration: Who may open an account without an invitation.
        domains: Mail domains for the policy "domains".
        quota_bytes: What a workspace may hold; 0 for no limit.
        activity_days: How long counts of activity are kept; 0 for ever.
        address_days: How long the ledger keeps who did it and from where; 0 for ever.
        mails: Mail is sent; else it is printed where the relay runs.
    """

    base_url: str
    name: str
    registration: RegistrationPolicy
    domains: tuple[str, ...] = ()
    quota_bytes: int = 0
    activity_days: int = 0
    address_days: int = 0
    mails: bool = True


@dataclass(frozen=True, slots=True)
class Environment:
    """The ports and services that use cases work with.

    Attributes:
        shares_database: Whether other processes may serve the same database, so that it gives the numbers of envelopes.
    """

    transactions: Transactions
    now_ms: Clock
    random_bytes: RandomBytes
    passwords: PasswordPool
    access_tokens: AccessTokens
    sealer: FieldSealer
    limiter: RateLimiter
    sockets: SocketCount
    mailer: Mailer
    deferred: Deferred
    broker: Broker
    memberships: Memberships
    keys: RelayKeys
    activity: ActivityCounter
    policy: RelayPolicy
    shares_database: bool = False

    def announce_ended(self, *sessions: str) -> None:
        """Tell every process, after the commit, that sessions ended, so that their sockets close."""
        for session in sessions:
            self.broker.publish(SESSION_ENDED, session.encode("ascii"))


@dataclass(frozen=True, slots=True)
class Caller:
    """Where a request comes from.

    Attributes:
        address: Network address of the client, as far as trusted proxies vouch for it; empty on the command line.
        network: What limits count by: the IPv4 address, or the /64 network of an IPv6 address.
        user_agent: What the client calls itself, shortened.
    """

    address: str = ""
    network: str = ""
    user_agent: str = ""


@dataclass(frozen=True, slots=True)
class Principal:
    """Who is asking: an account in one of its sessions, both as they are now."""

    account: Account
    session: Session
