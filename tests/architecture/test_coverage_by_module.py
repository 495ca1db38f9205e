"""Every source module has a test module of its own: tests/<kind>/<same path>/test_<same name>.py."""

from __future__ import annotations

from pathlib import Path

from tests.architecture.repository import PACKAGES, python_files

KINDS = ("unit", "qt", "property", "contract", "golden", "e2e")
# Modules without one, each with its reason. The list may only shrink: an entry that is no longer needed fails too.
_ACT = "an act of the tour: tests/e2e/app/demo/test_tour.py runs it as a process of its own"
_DATA = "names and constants only"
_FAMILY = "a family of kinds: tests/unit/canvas/shapes/test_registry.py holds every kind to the same rules"
_STENCIL = "a part of the stencil interpreter, tested through it in tests/unit/canvas/shapes/test_stencil.py"
_WINDOW = "driven by mouse and keys over the real window in tests/qt/app/window"
_COMMAND = "run as a user would by tests/e2e/cli and tests/unit/app/cli/test_{diagram_commands,library}.py"
_PORT = "Protocols and names; tests/contract/relay_server holds every implementation to them"
_ENGINE = (
    "a part of one engine, driven whole in tests/unit/sync/engine/test_workspace.py and tests/property/sync/engine"
)
_RELAY_TABLES = "what it declares is compared with the real database in tests/contract/relay_server/adapters/sql"
_RELAY_HTTP = "driven over a real socket by tests/e2e/relay_server"
_PAIR = "driven over real sockets of two relays by tests/e2e/relay_server/test_two_processes.py"
_SOCKET = "driven over real sockets by tests/e2e/relay_server/test_{rooms_over_the_socket,socket_*,relay_ends}.py"
EXCEPTIONS: dict[str, str] = {
    "app/__main__.py": "two lines that every test of the command line runs",
    "app/cli/clock.py": "the one line that reads the clock",
    "app/cli/exit_codes.py": _DATA,
    "app/canvas_view/look.py": _DATA,
    "app/cli/arguments.py": _COMMAND,
    "app/cli/convert.py": _COMMAND,
    "app/cli/info.py": _COMMAND,
    "app/cli/library_access.py": _COMMAND,
    "app/cli/new.py": _COMMAND,
    "app/cli/validate.py": _COMMAND,
    "app/demo/drawing.py": _ACT,
    "app/demo/reopening.py": _ACT,
    "app/demo/stage.py": _ACT,
    "app/errors.py": _DATA,
    "app/exporting/options.py": _DATA,
    "app/templates/shelf.py": _DATA,
    "canvas/errors.py": _DATA,
    "canvas/formats/limits.py": _DATA,
    "canvas/scene/others.py": _DATA,
    "canvas/shapes/floorplan.py": _FAMILY,
    "sync/engine/card_desk.py": _ENGINE,
    "sync/engine/context.py": _ENGINE,
    "sync/engine/effects.py": _DATA,
    "sync/engine/events.py": _DATA,
    "sync/engine/findings.py": _DATA,
    "sync/engine/intents.py": _DATA,
    "sync/engine/membership_desk.py": _ENGINE,
    "sync/engine/outcome.py": _ENGINE,
    "sync/engine/own_chains.py": _ENGINE,
    "sync/engine/presence_desk.py": _ENGINE,
    "sync/engine/proposals.py": _ENGINE,
    "sync/engine/rebuilding.py": _ENGINE,
    "sync/engine/replica.py": _ENGINE,
    "sync/engine/rooms.py": _ENGINE,
    "sync/engine/sharing.py": _ENGINE,
    "sync/engine/snapshot_desk.py": _ENGINE,
    "sync/engine/records.py": _DATA,
    "sync/transports/clock.py": "one Protocol; tests/contract/sync/transports holds the links that wait by it",
    "sync/protocol/membership/operations.py": _DATA,
    "sync/protocol/membership/state.py": _DATA,
    "canvas/shapes/parametric.py": _FAMILY,
    "canvas/shapes/pictograms.py": _FAMILY,
    "canvas/shapes/plant.py": _FAMILY,
    "canvas/shapes/devices.py": _FAMILY,
    "canvas/shapes/stencil_pen.py": _STENCIL,
    "canvas/shapes/stencil_source.py": _STENCIL,
    "app/actions/shortcuts_sheet.py": _WINDOW,
    "app/canvas_view/cursors.py": _WINDOW,
    "app/canvas_view/empty_hint.py": _WINDOW,
    "app/canvas_view/event_adapter.py": _WINDOW,
    "app/canvas_view/label_editing.py": _WINDOW,
    "app/canvas_view/label_place.py": _WINDOW,
    "app/canvas_view/link_clicks.py": _WINDOW,
    "app/canvas_view/live_layer.py": _WINDOW,
    "app/canvas_view/overlay_bounds.py": _WINDOW,
    "app/canvas_view/spoken.py": "heard through tests/qt/app/canvas_view/test_accessible.py",
    "app/canvas_view/others_layer.py": "painted in tests/qt/app/window/test_presence.py",
    "app/canvas_view/overlay_painter.py": _WINDOW,
    "app/canvas_view/page_backdrop.py": _WINDOW,
    "app/canvas_view/ruler.py": _WINDOW,
    "app/canvas_view/view.py": _WINDOW,
    "app/main_window.py": _WINDOW,
    "app/workbench/button_link.py": _WINDOW,
    "app/workbench/canvas_area.py": _WINDOW,
    "app/workbench/clipboard.py": _WINDOW,
    "app/workbench/connector_actions.py": _WINDOW,
    "app/workbench/connector_link.py": _WINDOW,
    "app/workbench/context_bar_link.py": _WINDOW,
    "app/workbench/editing_actions.py": _WINDOW,
    "app/workbench/file_actions.py": _WINDOW,
    "app/workbench/structure_actions.py": _WINDOW,
    "app/workbench/outline_link.py": _WINDOW,
    "app/workbench/find_link.py": _WINDOW,
    "app/workbench/home_link.py": _WINDOW,
    "app/workbench/inspector_link.py": _WINDOW,
    "app/workbench/layers_link.py": _WINDOW,
    "app/workbench/library_drop.py": _WINDOW,
    "app/workbench/library_join.py": _WINDOW,
    "app/workbench/library_link.py": _WINDOW,
    "app/workbench/library_questions.py": _WINDOW,
    "app/workbench/layout_actions.py": _WINDOW,
    "app/workbench/menus.py": _WINDOW,
    "app/workbench/minimap_link.py": _WINDOW,
    "app/workbench/open_tab.py": _WINDOW,
    "app/workbench/showing_actions.py": "driven by keys in tests/qt/app/presenting and tests/qt/app/printing",
    "app/workbench/page_deletion.py": _WINDOW,
    "app/workbench/pages_link.py": _WINDOW,
    "app/workbench/picture_files.py": _WINDOW,
    "app/workbench/palette_link.py": _WINDOW,
    "app/workbench/pictures.py": _WINDOW,
    "app/workbench/precision_actions.py": _WINDOW,
    "app/workbench/presence_link.py": _WINDOW,
    "app/workbench/questions.py": _WINDOW,
    "app/workbench/rights_link.py": "driven in tests/qt/app/window/test_read_only.py",
    "app/workbench/drops.py": _WINDOW,
    "app/workbench/shared_tab.py": "driven in tests/e2e/together",
    "app/workbench/team_link.py": "driven in tests/e2e/together",
    "app/workbench/share_link.py": "driven in tests/qt/app/window/test_sharing.py",
    "app/workbench/settings_link.py": _WINDOW,
    "app/workbench/settings_opening.py": _WINDOW,
    "app/workbench/shape_library.py": _WINDOW,
    "app/workbench/style_actions.py": _WINDOW,
    "app/workbench/style_link.py": _WINDOW,
    "app/workbench/template_actions.py": _WINDOW,
    "app/workbench/text_bar_link.py": _WINDOW,
    "app/workbench/window_actions.py": _WINDOW,
    "app/workbench/workbench.py": _WINDOW,
    "relay_server/__main__.py": _RELAY_HTTP,
    "relay_server/adapters/sql/metadata.py": _RELAY_TABLES,
    "relay_server/adapters/sql/migrations/env.py": _RELAY_TABLES,
    "relay_server/adapters/sql/migrations/versions/v0001_accounts.py": _RELAY_TABLES,
    "relay_server/adapters/sql/migrations/versions/v0002_workspaces.py": _RELAY_TABLES,
    "relay_server/adapters/sql/migrations/versions/v0003_ledger.py": _RELAY_TABLES,
    "relay_server/adapters/sql/tables/ledger.py": _RELAY_TABLES,
    "relay_server/ports/ledger_repository.py": _PORT,
    "relay_server/adapters/sql/migrations/versions/v0005_joining_and_activity.py": _RELAY_TABLES,
    "relay_server/adapters/sql/tables/activity.py": _RELAY_TABLES,
    "relay_server/adapters/sql/tables/joining.py": _RELAY_TABLES,
    "relay_server/domain/activity.py": "records without rules; counted in the tests of service/activity",
    "relay_server/domain/diagram_query.py": "a question; answered in the contract of diagram lists",
    "relay_server/domain/joining.py": "numbers and records without rules",
    "relay_server/entrypoints/http/activity_models.py": _RELAY_HTTP,
    "relay_server/entrypoints/http/member_models.py": _RELAY_HTTP,
    "relay_server/entrypoints/http/workspace_models.py": _RELAY_HTTP,
    "relay_server/entrypoints/http/routes/activity.py": _RELAY_HTTP,
    "relay_server/entrypoints/http/routes/ledger.py": _RELAY_HTTP,
    "relay_server/entrypoints/http/routes/members.py": _RELAY_HTTP,
    "relay_server/entrypoints/http/routes/workspaces.py": _RELAY_HTTP,
    "relay_server/ports/activity_repository.py": _PORT,
    "relay_server/ports/joining_repositories.py": _PORT,
    "relay_server/service/actor.py": "a record without rules",
    "relay_server/service/after_operation.py": "what it ends is tested with what ends: join requests, mail invites, share links",
    "relay_server/service/audit_archive.py": "tests/unit/relay_server/service/test_audit.py",
    "relay_server/service/mail_invites.py": "tests/unit/relay_server/service/test_join_requests.py",
    "relay_server/adapters/sql/tables/workspaces.py": _RELAY_TABLES,
    "relay_server/domain/workspace.py": "numbers and a record without rules",
    "relay_server/ports/memberships.py": _PORT,
    "relay_server/ports/workspace_repositories.py": _PORT,
    "relay_server/adapters/sql/statements.py": _RELAY_TABLES,
    "relay_server/adapters/sql/tables/accounts.py": _RELAY_TABLES,
    "relay_server/domain/security_event.py": _RELAY_HTTP,
    "relay_server/entrypoints/cli/program.py": _RELAY_HTTP,
    "relay_server/entrypoints/http/app.py": _RELAY_HTTP,
    "relay_server/entrypoints/http/context.py": _RELAY_HTTP,
    "relay_server/entrypoints/http/metrics.py": _RELAY_HTTP,
    "relay_server/entrypoints/http/middleware.py": _RELAY_HTTP,
    "relay_server/entrypoints/http/models.py": _RELAY_HTTP,
    "relay_server/entrypoints/http/problems.py": _RELAY_HTTP,
    "relay_server/entrypoints/http/routes/accounts.py": _RELAY_HTTP,
    "relay_server/entrypoints/http/routes/admin.py": _RELAY_HTTP,
    "relay_server/entrypoints/http/routes/operation.py": _RELAY_HTTP,
    "relay_server/entrypoints/http/routes/profile.py": _RELAY_HTTP,
    "relay_server/entrypoints/http/routes/second_factor.py": _RELAY_HTTP,
    "relay_server/entrypoints/http/routes/sessions.py": _RELAY_HTTP,
    "relay_server/entrypoints/http/server.py": _RELAY_HTTP,
    "relay_server/ports/broker.py": _PORT,
    "relay_server/ports/deferred.py": _PORT,
    "relay_server/ports/environment.py": _PORT,
    "relay_server/ports/mailer.py": _PORT,
    "relay_server/ports/rate_limiter.py": _PORT,
    "relay_server/ports/repositories.py": _PORT,
    "relay_server/ports/unit_of_work.py": _PORT,
    "relay_server/service/environment.py": _RELAY_HTTP,
    "relay_server/service/record.py": _RELAY_HTTP,
    "relay_server/service/second_factor_check.py": _RELAY_HTTP,
    "relay_server/service/sign_in.py": _RELAY_HTTP,
    "relay_server/entrypoints/cli/sessions.py": _RELAY_HTTP,
    "relay_server/entrypoints/http/routes/devices.py": _RELAY_HTTP,
    "relay_server/entrypoints/http/routes/pages.py": _RELAY_HTTP,
    "relay_server/adapters/sql/migrations/versions/v0004_documents.py": _RELAY_TABLES,
    "relay_server/adapters/sql/tables/documents.py": _RELAY_TABLES,
    "relay_server/domain/rooms.py": _DATA,
    "relay_server/entrypoints/ws/connection.py": _SOCKET,
    "relay_server/entrypoints/ws/conversation.py": _SOCKET,
    "relay_server/entrypoints/ws/gateway.py": _SOCKET,
    "relay_server/entrypoints/ws/lifespan.py": _SOCKET,
    "relay_server/entrypoints/ws/link.py": _SOCKET,
    "relay_server/entrypoints/ws/metrics.py": _SOCKET,
    "relay_server/ports/document_storage.py": _PORT,
    "relay_server/service/rooms/device_proof.py": _SOCKET,
    "relay_server/service/rooms/figures.py": _SOCKET,
    "relay_server/service/rooms/group_commit.py": _SOCKET,
    "relay_server/service/rooms/hub.py": _SOCKET,
    "relay_server/service/rooms/limits.py": _SOCKET,
    "relay_server/service/rooms/member.py": _SOCKET,
    "relay_server/service/rooms/peer.py": _SOCKET,
    "relay_server/service/rooms/rights.py": _SOCKET,
    "relay_server/service/rooms/room.py": _SOCKET,
    "relay_server/service/rooms/following.py": _PAIR,
    "relay_server/service/rooms/shared_commit.py": _PAIR,
    "relay_server/service/rooms/shared_room.py": _PAIR,
    "relay_server/service/rooms/snapshot_upload.py": _SOCKET,
    "relay_server/service/rooms/teams.py": _SOCKET,
    "relay_server/service/rooms/workspace.py": _SOCKET,
    "relay_server/entrypoints/http/routes/blobs.py": _RELAY_HTTP,
    "relay_server/service/blobs.py": _RELAY_HTTP,
}


def is_tested(module: Path, tests: set[Path]) -> bool:
    """Tell whether a source module has a test module."""
    mirrored = module.parent / f"test_{module.stem.strip('_')}.py"
    return any(Path("tests") / kind / mirrored in tests for kind in KINDS)


def untested_modules() -> list[str]:
    """Return the source modules that have no test module. Package docstrings need none."""
    tests = set(python_files("tests"))
    modules = [path for path in python_files(*PACKAGES) if path.name != "__init__.py"]
    return [module.as_posix() for module in modules if not is_tested(module, tests)]


def test_every_module_has_its_test_module() -> None:
    assert sorted(set(untested_modules()) - EXCEPTIONS.keys()) == []


def test_no_exception_outlives_its_reason() -> None:
    assert sorted(EXCEPTIONS.keys() - set(untested_modules())) == []
    assert all(reason.strip() for reason in EXCEPTIONS.values())
