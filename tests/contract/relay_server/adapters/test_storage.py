from __future__ import annotations

import threading
from pathlib import Path

import pytest
from pydantic import SecretStr

from relay_server.adapters.storage import kind_of, open_storage, require_embedded
from relay_server.bootstrap import Outside, open_environment
from relay_server.config import Settings
from relay_server.configuration_check import configuration_findings
from relay_server.errors import ConfigurationError, DatabaseError, OperationError
from tests.support.postgresql import PostgresServer

OUTSIDE = Outside(password_cost=4)


def settings_for(folder: Path, url: str) -> Settings:
    """Return settings of a relay on a server."""
    return Settings(data_directory=folder, database_url=SecretStr(url), port=0)


def found(settings: Settings) -> str:
    """Return what `aio-relay check` says."""
    return "\n".join(f"{finding.level} {finding.text}" for finding in configuration_findings(settings))


def test_the_address_decides(tmp_path: Path) -> None:
    embedded, server = Settings(data_directory=tmp_path), settings_for(tmp_path, "postgresql://db/relay")
    assert (kind_of(embedded), kind_of(server)) == ("embedded", "postgresql")
    require_embedded(embedded, "use something else")
    with pytest.raises(OperationError, match="use something else"):
        require_embedded(server, "use something else")


def test_what_one_process_stored_another_with_the_same_secrets_finds(
    tmp_path: Path, postgresql: PostgresServer
) -> None:
    with postgresql.database() as url:
        settings = settings_for(tmp_path / "data", url)
        assert "empty and will be filled" in found(settings)
        with (
            open_environment(settings, OUTSIDE, serving=True) as one,
            open_environment(settings, OUTSIDE, serving=True) as two,
        ):
            assert one.keys.sequencer_public == two.keys.sequencer_public
            with one.transactions.write() as unit:
                unit.state.put("name", "value")
            with two.transactions.read() as reading:
                assert reading.state.get("name") == "value"
        assert "ok PostgreSQL" in found(settings)
        assert not settings.database_path.exists()


def test_secrets_are_never_made_beside_a_database_in_use(tmp_path: Path, postgresql: PostgresServer) -> None:
    """ACC-100."""
    with postgresql.database() as url:
        with open_environment(settings_for(tmp_path / "one", url), OUTSIDE):
            pass
        elsewhere = settings_for(tmp_path / "two", url)
        assert "problem the secret" in found(elsewhere)
        with pytest.raises(ConfigurationError, match="is missing"), open_storage(elsewhere, OUTSIDE.random_bytes):
            pass


def test_a_server_that_does_not_answer_is_told(tmp_path: Path, postgresql: PostgresServer) -> None:
    settings = settings_for(tmp_path / "data", postgresql.url("no_such_database"))
    assert "does not exist" in found(settings)
    with pytest.raises(DatabaseError, match="does not exist"), open_storage(settings, OUTSIDE.random_bytes):
        pass


def test_a_replica_is_looked_at(tmp_path: Path, postgresql: PostgresServer, postgresql_replica: PostgresServer) -> None:
    """ACC-100."""
    name = postgresql.create()
    urls = {"good": postgresql_replica.url(name), "none": postgresql.url(name), "away": "postgresql://x@127.0.0.1:1/x"}
    settings = {
        word: settings_for(tmp_path / "data", postgresql.url(name)).model_copy(update={"replica_url": SecretStr(url)})
        for word, url in urls.items()
    }
    with open_environment(settings["good"], OUTSIDE, serving=True) as env:
        pause = threading.Event()

        def is_up() -> bool:
            return env.transactions.replica is not None and env.transactions.replica.is_up

        assert any(is_up() or pause.wait(0.05) for _ in range(1200)), "the replica does not come up"
    assert "ok the read replica answers" in found(settings["good"])
    assert "problem replica_url: it is no replica" in found(settings["none"])
    assert "problem the replica does not answer" in found(settings["away"])
    postgresql.drop(name)
