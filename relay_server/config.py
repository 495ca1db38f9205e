"""Settings of the relay: a TOML file, then the environment (``AIO_RELAY_...``), which wins.

Nested settings are written ``[mail]`` in the file and ``AIO_RELAY_MAIL__HOST`` in the environment. Every setting has a
default that is safe for a relay nobody has configured: loopback only, accounts by invitation, limits on.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from email.utils import parseaddr
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

import limits
from platformdirs import user_data_path
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    IPvAnyNetwork,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from relay_server.errors import ConfigurationError

PREFIX = "AIO_RELAY_"


def _rate(value: str) -> str:
    limits.parse_many(value)
    return value


def _public_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("must be like https://relay.example.org")
    if parts.query or parts.fragment or parts.username:
        raise ValueError("must not hold a user name, a query or a fragment")
    return value.rstrip("/")


def _sender(value: str) -> str:
    if "@" not in parseaddr(value)[1] or any(character in value for character in "\r\n"):
        raise ValueError("must be an address like 'AIO Canvas <relay@example.org>'")
    return value


Rate = Annotated[str, AfterValidator(_rate)]
"""A limit in words: "5 per 15 minutes"; several are joined by ";"."""


class MailSettings(BaseModel):
    """How mail leaves: through an SMTP server, or printed on the console of the relay."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    mode: Literal["console", "smtp"] = "console"
    host: str = "localhost"
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    username: str | None = None
    password: SecretStr | None = None
    sender: Annotated[str, AfterValidator(_sender)] = "AIO Canvas <relay@localhost>"
    timeout_s: Annotated[float, Field(gt=0)] = 20.0


class RateSettings(BaseModel):
    """How often is too often. An address is one IPv4 address or one IPv6 /64 network."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    requests_per_address: Rate = "1200 per minute"
    login_per_account_and_address: Rate = "5 per 15 minutes"
    login_per_account: Rate = "50 per hour"
    login_per_address: Rate = "30 per 15 minutes"
    login_total: Rate = "1200 per minute"
    second_factor_per_account: Rate = "10 per 15 minutes"
    registration_per_address: Rate = "10 per hour"
    mail_per_recipient: Rate = "5 per hour"
    mail_per_address: Rate = "30 per hour"
    token_per_address: Rate = "60 per minute"  # noqa: S105 - a rate, not a password.
    operations_per_account: Rate = "3000 per hour"
    meetings_per_account: Rate = "30 per hour"


class Settings(BaseSettings):
    """Everything an administrator can set."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True, hide_input_in_errors=True
    )

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8787
    public_url: Annotated[str, AfterValidator(_public_url)] | None = None
    data_directory: Path = Field(default_factory=lambda: user_data_path("aio-relay"))
    secrets_directory: Path | None = None
    database_url: SecretStr | None = None
    redis_url: SecretStr | None = None
    replica_url: SecretStr | None = None
    name: Annotated[str, Field(min_length=1, max_length=80)] = "AIO Canvas relay"
    registration: Literal["invite", "domains", "open"] = "invite"
    registration_domains: tuple[str, ...] = ()
    trusted_proxies: tuple[IPvAnyNetwork, ...] = ()
    metrics_networks: tuple[IPvAnyNetwork, ...] = (
        ipaddress.ip_network("127.0.0.0/8"),
        ipaddress.ip_network("::1/128"),
    )
    mail: MailSettings = MailSettings()
    rates: RateSettings = RateSettings()
    log_format: Literal["auto", "console", "json"] = "auto"
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    sentry_dsn: SecretStr | None = None
    workspace_quota_mb: Annotated[int, Field(ge=0)] = 0
    sockets_per_account: Annotated[int, Field(ge=1, le=10_000)] = 50
    keep_activity_days: Annotated[int, Field(ge=0, le=36_500)] = 400
    keep_addresses_days: Annotated[int, Field(ge=0, le=36_500)] = 365
    drain_notice_s: Annotated[int, Field(ge=0, le=600)] = 0
    drain_s: Annotated[int, Field(ge=0, le=600)] = 10

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take explicit values, then the environment, then the file; no .env file is read."""
        del dotenv_settings, file_secret_settings
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @model_validator(mode="after")
    def _redis_joins_processes(self) -> Settings:
        if self.redis_url is not None and self.database_url is None:
            raise ValueError("redis_url is for several processes, which need database_url too")
        if self.replica_url is not None and self.database_url is None:
            raise ValueError("replica_url names a replica of the database that database_url names")
        return self

    @property
    def secrets_path(self) -> Path:
        """Where the relay's own secrets lie."""
        return self.secrets_directory or self.data_directory / "secrets"

    @property
    def database_path(self) -> Path:
        """The embedded database."""
        return self.data_directory / "relay.db"

    @property
    def base_url(self) -> str:
        """The address that people use, without a final slash; links in mail are made from this alone."""
        if self.public_url is not None:
            return self.public_url
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"


def load_settings(file: Path | None = None, **overrides: object) -> Settings:
    """Read the settings.

    Args:
        file: A TOML file; None reads the environment alone.
        overrides: Values that win over both, as command-line options do.

    Raises:
        ConfigurationError: With one sentence per problem; never with a value, which may be a secret.
    """
    if file is not None and not file.is_file():
        raise ConfigurationError([f"there is no configuration file {file}"])

    class FromFile(Settings):
        model_config = SettingsConfigDict(toml_file=file)

    try:
        return FromFile(**overrides)  # type: ignore[arg-type] # Pydantic checks the values.
    except ValidationError as error:
        raise ConfigurationError([_sentence(entry["loc"], entry["msg"]) for entry in error.errors()]) from None
    except ValueError as error:
        raise ConfigurationError([f"{file}: {error}"]) from None


def unknown_variables(environment: Iterable[str]) -> list[str]:
    """Return the names in an environment that look like settings and are none."""
    settings = Settings.model_fields
    known = {PREFIX + name.upper() for name in settings}
    nested = {
        f"{PREFIX}{name.upper()}__{field.upper()}"
        for name, model in (("mail", MailSettings), ("rates", RateSettings))
        for field in model.model_fields
    }
    return sorted(
        name for name in environment if name.upper().startswith(PREFIX) and name.upper() not in known | nested
    )


def _sentence(place: tuple[int | str, ...], message: str) -> str:
    name = ".".join(str(part) for part in place)
    if message == "Extra inputs are not permitted":
        return f"{name}: there is no such setting"
    reason = message.removeprefix("Value error, ")
    return f"{name}: {reason[:1].lower()}{reason[1:]} (environment: {PREFIX}{name.upper().replace('.', '__')})"
