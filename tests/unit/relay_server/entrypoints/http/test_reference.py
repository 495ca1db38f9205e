from __future__ import annotations

from relay_server.entrypoints.http.reference import reference_page


def test_every_operation_is_shown_and_everything_is_escaped() -> None:
    openapi = {
        "info": {"title": "T <b>", "version": "1"},
        "paths": {
            "/things/{id}": {
                "get": {
                    "tags": ["things"],
                    "description": "Return <it>.",
                    "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
                    "responses": {
                        "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}
                    },
                },
                "post": {
                    "tags": ["things"],
                    "requestBody": {
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}
                    },
                },
            }
        },
        "components": {
            "schemas": {
                "Thing": {
                    "type": "object",
                    "required": ["name"],
                    "properties": {
                        "name": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                        "parts": {"type": "array", "items": {"enum": ["a", "b"]}},
                    },
                }
            }
        },
    }
    page = reference_page(openapi)
    assert "<h3>GET /things/{id}</h3>" in page
    assert "<h3>POST /things/{id}</h3>" in page
    assert "Return &lt;it&gt;." in page
    assert "T &lt;b&gt;" in page
    assert "<td>string or null</td><td>required</td>" in page
    assert "{name: string or null, parts: list of &quot;a&quot; or &quot;b&quot;}" in page
    assert "<script" not in page
