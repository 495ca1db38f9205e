"""Transactions on a SQLAlchemy engine."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cached_property

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from relay_server.adapters.read_replica import ReadReplica
from relay_server.adapters.sql.repositories.accounts import SqlAccounts, SqlAvatars
from relay_server.adapters.sql.repositories.activity import SqlActivity
from relay_server.adapters.sql.repositories.blobs import SqlBlobs
from relay_server.adapters.sql.repositories.diagram_lists import SqlDiagramLists
from relay_server.adapters.sql.repositories.embedded_commit import EmbeddedActivity, EmbeddedWorkspaces
from relay_server.adapters.sql.repositories.embedded_rooms import EmbeddedRooms
from relay_server.adapters.sql.repositories.joining import SqlJoinRequests, SqlLinkContents, SqlMailInvites
from relay_server.adapters.sql.repositories.ledger import SqlLedger
from relay_server.adapters.sql.repositories.meetings import SqlMeetings
from relay_server.adapters.sql.repositories.membership_tables import SqlMembershipTables
from relay_server.adapters.sql.repositories.parts import SqlParts
from relay_server.adapters.sql.repositories.proofs import SqlSecondFactors, SqlTokens
from relay_server.adapters.sql.repositories.registry import SqlDevices, SqlInvites, SqlRelayState
from relay_server.adapters.sql.repositories.server_commit import ServerActivity, ServerWorkspaces
from relay_server.adapters.sql.repositories.server_rooms import ServerRooms
from relay_server.adapters.sql.repositories.sessions import SqlSessions
from relay_server.adapters.sql.repositories.snapshots import SqlSnapshots
from relay_server.adapters.sql.repositories.usage import SqlUsage
from relay_server.adapters.sql.repositories.workspaces import SqlBoxes, SqlCards, SqlMembershipLog, SqlWorkspaces
from relay_server.adapters.sql.statements import WRITES
from relay_server.errors import DiskFullError, StorageError
from relay_server.ports.unit_of_work import ReplicaState, Result, UnitOfWork

_SQLITE_FULL = 13
_POSTGRESQL_FULL = "53100"


class SqlUnitOfWork:
    """Implements UnitOfWork; repositories are made when they are first asked for."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._is_embedded = connection.dialect.name == "sqlite"

    def transaction(self) -> AbstractContextManager[object]:
        """Begin the transaction that everything happens in; it is committed at the end of the block, or rolled back."""
        return self._connection.begin()

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    @cached_property
    def accounts(self) -> SqlAccounts:
        """Accounts."""
        return SqlAccounts(self._connection)

    @cached_property
    def avatars(self) -> SqlAvatars:
        """Pictures of accounts."""
        return SqlAvatars(self._connection)

    @cached_property
    def sessions(self) -> SqlSessions:
        """Sessions and refresh tokens."""
        return SqlSessions(self._connection)

    @cached_property
    def tokens(self) -> SqlTokens:
        """One-time tokens."""
        return SqlTokens(self._connection)

    @cached_property
    def second_factors(self) -> SqlSecondFactors:
        """Authenticator apps and recovery codes."""
        return SqlSecondFactors(self._connection)

    @cached_property
    def devices(self) -> SqlDevices:
        """Device entries."""
        return SqlDevices(self._connection)

    @cached_property
    def invites(self) -> SqlInvites:
        """Invitations to the relay."""
        return SqlInvites(self._connection)

    @cached_property
    def ledger(self) -> SqlLedger:
        """The audit ledger."""
        return SqlLedger(self._connection)

    @cached_property
    def state(self) -> SqlRelayState:
        """Single facts about this relay."""
        return SqlRelayState(self._connection)

    @cached_property
    def workspaces(self) -> SqlWorkspaces:
        """Workspaces."""
        return EmbeddedWorkspaces(self._connection) if self._is_embedded else ServerWorkspaces(self._connection)

    @cached_property
    def membership_log(self) -> SqlMembershipLog:
        """Entries of membership logs."""
        return SqlMembershipLog(self._connection)

    @cached_property
    def boxes(self) -> SqlBoxes:
        """Sealed keys."""
        return SqlBoxes(self._connection)

    @cached_property
    def cards(self) -> SqlCards:
        """Cards."""
        return SqlCards(self._connection)

    @cached_property
    def membership_tables(self) -> SqlMembershipTables:
        """The projection of membership logs."""
        return SqlMembershipTables(self._connection)

    @cached_property
    def rooms(self) -> EmbeddedRooms | ServerRooms:
        """Logs of sealed envelopes."""
        return EmbeddedRooms(self._connection) if self._is_embedded else ServerRooms(self._connection)

    @cached_property
    def snapshots(self) -> SqlSnapshots:
        """Sealed snapshots."""
        return SqlSnapshots(self._connection)

    @cached_property
    def blobs(self) -> SqlBlobs:
        """Sealed images and attachments."""
        return SqlBlobs(self._connection)

    @cached_property
    def usage(self) -> SqlUsage:
        """How many bytes workspaces hold."""
        return SqlUsage(self._connection)

    @cached_property
    def diagrams(self) -> SqlDiagramLists:
        """Lists of diagrams."""
        return SqlDiagramLists(self._connection)

    @cached_property
    def activity(self) -> SqlActivity:
        """Counts of activity."""
        return EmbeddedActivity(self._connection) if self._is_embedded else ServerActivity(self._connection)

    @cached_property
    def mail_invites(self) -> SqlMailInvites:
        """Invitations to workspaces by e-mail."""
        return SqlMailInvites(self._connection)

    @cached_property
    def join_requests(self) -> SqlJoinRequests:
        """Requests to join workspaces."""
        return SqlJoinRequests(self._connection)

    @cached_property
    def link_contents(self) -> SqlLinkContents:
        """What share links show."""
        return SqlLinkContents(self._connection)

    @cached_property
    def meetings(self) -> SqlMeetings:
        """Meetings of devices."""
        return SqlMeetings(self._connection)

    @cached_property
    def parts(self) -> SqlParts:
        """Parts of what grows for ever."""
        return SqlParts(self._connection)


class SqlTransactions:
    """Implements Transactions.

    SQLite has one writer: its own waiting polls with growing pauses, so writers of this process queue at a lock instead.
    The append log's thread shares it (``write_lock``).
    """

    def __init__(
        self,
        engine: Engine,
        readers: Engine | None = None,
        replica: ReadReplica | None = None,
        *,
        keeps_connection: bool = False,
    ) -> None:
        """Take the database.

        Args:
            engine: Whose transactions write.
            readers: Whose transactions only read, on the same database; None for the same engine.
            replica: A read replica of it.
            keeps_connection: Whether the engine has a connection for this alone, which is kept until ``close``: taking one
                from a pool and giving it back costs as much as a small commit.
        """
        self._replica = replica
        self._engine = engine
        self._readers = readers or engine
        self.write_lock = threading.Lock()
        self._is_keeping = keeps_connection
        self._kept: SqlUnitOfWork | None = None

    def close(self) -> None:
        """Let go of the connection that was kept."""
        with self.write_lock:
            if self._kept is not None:
                self._kept.close()
                self._kept = None

    @contextmanager
    def read(self) -> Iterator[SqlUnitOfWork]:
        """Begin a transaction that changes nothing."""
        with _translated(self._readers), self._readers.connect() as connection:
            yield SqlUnitOfWork(connection)

    @contextmanager
    def write(self) -> Iterator[SqlUnitOfWork]:
        """Begin a transaction that commits at the end of the block."""
        if self._is_keeping:
            with self.write_lock, _translated(self._engine):
                self._kept = kept = self._kept or SqlUnitOfWork(_writing(self._engine.connect()))
                with kept.transaction():
                    yield kept
            return
        queue = self.write_lock if self._engine.dialect.name == "sqlite" else nullcontext()
        with queue, _translated(self._engine), self._engine.connect() as raw:
            unit = SqlUnitOfWork(_writing(raw))
            with unit.transaction():
                yield unit

    def survey(self, work: Callable[[UnitOfWork], Result], *, current: bool = True) -> Result:
        """Read much and change nothing, from the replica where it is there and new enough."""
        if self._replica is not None:
            with self._replica.connection(current=current) as connection:
                if connection is not None:
                    try:
                        return work(SqlUnitOfWork(connection))
                    except DBAPIError as error:
                        self._replica.avoid(type(error.orig).__name__)
        with self.read() as unit:
            return work(unit)

    @property
    def replica(self) -> ReplicaState | None:
        """What is known of the read replica."""
        return None if self._replica is None else self._replica.state


def _writing(connection: Connection) -> Connection:
    return connection.execution_options(**{WRITES: True})


@contextmanager
def _translated(engine: Engine) -> Iterator[None]:
    """Tell what the database refuses in our words, whether SQLAlchemy asked it or the driver itself."""
    try:
        yield
    except (DBAPIError, engine.dialect.loaded_dbapi.Error) as error:
        # The statement and its parameters stay out of the message: they may hold personal data.
        reason = error.orig if isinstance(error, DBAPIError) else error
        code = getattr(reason, "sqlite_errorcode", None)
        is_full = code is not None and code & 0xFF == _SQLITE_FULL
        if is_full or getattr(reason, "sqlstate", None) == _POSTGRESQL_FULL:
            raise DiskFullError("no space is left for the database") from None
        raise StorageError(f"the database refused ({type(reason).__name__})") from None
    except PoolTimeoutError:
        raise StorageError("all connections to the database are busy") from None
