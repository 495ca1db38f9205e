"""Logging: one line for each event, JSON for machines or text for a terminal; secrets never get in.

Standard library loggers (uvicorn, alembic) go through the same chain.
"""

from __future__ import annotations

import logging
from collections.abc import MutableMapping
from typing import Any, Literal, TextIO

import structlog

LogFormat = Literal["auto", "console", "json"]
_SECRET_WORDS = ("password", "secret", "token", "authorization", "cookie", "code_plain", "dsn", "key")
_HIDDEN = "(hidden)"


def configure_logging(stream: TextIO, log_format: LogFormat, level: str) -> None:
    """Send every log of the process to a stream.

    Args:
        stream: Where to.
        log_format: "auto" takes text for a terminal and JSON otherwise.
        level: Least level that is written, such as "info".
    """
    as_text = log_format == "console" or (log_format == "auto" and stream.isatty())
    shared: list[structlog.types.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.stdlib.ExtraAdder(),
        hide_secrets,
    ]
    # Tracebacks without local variables, which hold what people typed; structlog's own choice shows them where it can.
    text = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    last: structlog.types.Processor = text if as_text else structlog.processors.JSONRenderer()
    render = [] if as_text else [structlog.processors.format_exc_info]
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *render, last],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    for name in ("alembic", "uvicorn.error"):
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def hide_secrets(_logger: object, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Replace the value of every field whose name sounds like a secret."""
    for name in event:
        if any(word in name.lower() for word in _SECRET_WORDS):
            event[name] = _HIDDEN
    return event
