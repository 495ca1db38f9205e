"""The reference at /docs: the OpenAPI description as one plain page, without scripts and without a foreign host."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

_METHODS = ("get", "post", "put", "patch", "delete")


def reference_page(openapi: Mapping[str, Any]) -> str:
    """Return the page for an OpenAPI description."""
    info = openapi["info"]
    body = "\n".join(part for tag in _tags(openapi) for part in _section(openapi, tag))
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(info['title'])}: reference</title>"
        '<link rel="stylesheet" href="/assets/page.css"></head><body><main class="wide">'
        f"<h1>{escape(info['title'])} {escape(info['version'])}</h1>"
        "<p>Requests and answers are JSON. Tokens travel in <code>Authorization: Bearer</code> only. Errors are "
        "<code>application/problem+json</code> with a stable <code>code</code>. For programs: "
        '<a href="/api/v1/openapi.json">openapi.json</a>.</p>'
        f"{body}</main></body></html>"
    )


def _tags(openapi: Mapping[str, Any]) -> list[str]:
    found = (tag for _, _, operation in _operations(openapi) for tag in operation.get("tags", ["other"]))
    return list(dict.fromkeys(found))


def _operations(openapi: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for path, item in openapi["paths"].items():
        for method in _METHODS:
            if method in item:
                yield method.upper(), path, item[method]


def _section(openapi: Mapping[str, Any], tag: str) -> Iterator[str]:
    yield f"<h2>{escape(tag.capitalize())}</h2>"
    for method, path, operation in _operations(openapi):
        if tag in operation.get("tags", ["other"]):
            yield f"<h3>{method} {escape(path)}</h3>"
            yield f"<p>{escape(operation.get('description', operation.get('summary', '')))}</p>"
            yield from _fields(openapi, operation)


def _fields(openapi: Mapping[str, Any], operation: Mapping[str, Any]) -> Iterator[str]:
    rows = [
        _row(
            parameter["name"], parameter["in"], _type(openapi, parameter["schema"]), required=parameter.get("required")
        )
        for parameter in operation.get("parameters", [])
    ]
    for content in operation.get("requestBody", {}).get("content", {}).values():
        rows += _body_rows(openapi, content.get("schema", {}))
    if rows:
        yield f"<table><tr><th>field</th><th>in</th><th>type</th><th></th></tr>{''.join(rows)}</table>"
    answers = (
        (status, answer["content"]["application/json"]["schema"])
        for status, answer in operation.get("responses", {}).items()
        if "application/json" in answer.get("content", {}) and status.startswith("2")
    )
    for status, schema in answers:
        yield f"<p>Answers {escape(status)}: <code>{escape(_shape(openapi, schema))}</code></p>"


def _body_rows(openapi: Mapping[str, Any], schema: Mapping[str, Any]) -> list[str]:
    target = _resolved(openapi, schema)
    needed = target.get("required", [])
    return [
        _row(name, "body", _type(openapi, part), required=name in needed)
        for name, part in target.get("properties", {}).items()
    ]


def _row(name: str, place: str, kind: str, *, required: bool | None) -> str:
    need = "required" if required else "optional"
    return (
        f"<tr><td><code>{escape(name)}</code></td><td>{escape(place)}</td><td>{escape(kind)}</td><td>{need}</td></tr>"
    )


def _shape(openapi: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    target = _resolved(openapi, schema)
    if target.get("type") == "array":
        return f"[{_shape(openapi, target['items'])}]"
    properties = target.get("properties")
    if not properties:
        return _type(openapi, target)
    return "{" + ", ".join(f"{name}: {_type(openapi, part)}" for name, part in properties.items()) + "}"


def _type(openapi: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    target = _resolved(openapi, schema)
    if "anyOf" in target:
        return " or ".join(_type(openapi, one) for one in target["anyOf"])
    if "enum" in target:
        return " or ".join(f'"{value}"' for value in target["enum"])
    if "const" in target:
        return f'"{target["const"]}"'
    if target.get("type") == "array":
        return f"list of {_type(openapi, target.get('items', {}))}"
    return str(target.get("title", "object") if target.get("type") == "object" else target.get("type", "any"))


def _resolved(openapi: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    reference = schema.get("$ref")
    if reference is None:
        return schema
    target: Mapping[str, Any] = openapi["components"]["schemas"][reference.rpartition("/")[2]]
    return target
