"""The HTTP side: versioned REST under /api/v1, its reference at /docs, a few pages, and operation (/healthz, /readyz, /metrics).

Purpose: one FastAPI application; routes are plain functions that FastAPI runs in worker threads, since services block.
May import: FastAPI, uvicorn, prometheus-client, ``relay_server.service`` and what lies below it.
Called by: ``relay_server.bootstrap``.
"""
