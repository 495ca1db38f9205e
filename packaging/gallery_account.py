"""Screens of the gallery: the account, its devices, and what the relay sees."""

from __future__ import annotations

from gallery_stage import Gallery, scene
from PySide6.QtWidgets import QDialog

from app.account import sign_in_steps as steps
from app.account.device_lines import DeviceLine
from app.account.face import Face
from app.account.profile_flows import codes_step
from app.account.seen_wording import SeenPart, unseen_part
from app.account.state import SIGNED_OUT, AccountState, Phase
from app.account.steps import Step
from app.dialogs.account.seen_dialog import SeenDialog
from app.dialogs.account.step_dialog import StepDialog
from app.settings_dialog.account_facts import AccountFacts, SessionLine
from app.settings_dialog.account_page import AccountPage
from app.settings_dialog.devices_page import DevicesFacts, DevicesPage, KeyLine
from app.workbench.settings_opening import settings_dialog

RELAY = "https://relay.example.org"
STATE = AccountState(Phase.SIGNED_IN, RELAY, "a", "you@example.org", "Yara Olsen")
LAPTOP, PHONE, PAPER, OLD = "a3f9c2d1" + "0" * 24, "77c1e0b4" + "0" * 24, "5d20ff38" + "0" * 24, "e61a9b07" + "0" * 24


def _step(name: str, step: Step, problem: str = "") -> None:
    """Add a step of a dialog."""

    @scene(f"account-{name}")
    def shown(gallery: Gallery) -> QDialog:
        dialog = StepDialog("", gallery.window)
        dialog.show_step(step)
        if problem:
            dialog.show_problem(problem)
        return dialog


_step("address", steps.address())
_step("address-problem", steps.address("http://relay.example.org"), "Beyond your own network everybody on the way could read your password. Use https://.")  # fmt: skip
_step("plain", steps.plain("http://192.168.1.20:8787"))
_step("changed", steps.changed("Harbour relay"))
_step("password", steps.password(RELAY, "Harbour relay", "you@example.org"))
_step("factor", steps.factor())
_step("register", steps.register("Harbour relay", "invite"))
_step("mail", steps.mail("you@example.org"))
_step("set-up", steps.set_up("Harbour relay"))
_step("reset", steps.reset("you@example.org"))
_step("codes", codes_step([f"{n}K3F7-9QPR-22MN-XW4T-{n}HJ8" for n in range(10)]))
_step(
    "recovery-code",
    Step(
        "code",
        "Your recovery code",
        "If all your computers are lost, this code opens your workspaces again on a new one.",
        confirm="I wrote it down",
        shown="7K3F-9QPR-22MN-XW4T-0HJ8-5VZC-D1E6-RM9A-K2YB",
        shown_name="Recovery code",
    ),
)


@scene("account-home")
def _home(gallery: Gallery) -> None:
    gallery.window.show_home()
    gallery.window.home.set_relay("Relay connected", "ok")
    gallery.window.home.set_account(STATE.name, STATE.email, "yara", "")


@scene("account-home-offline")
def _offline(gallery: Gallery) -> None:
    gallery.window.show_home()
    gallery.window.home.set_relay("Relay not reachable", "warning")
    gallery.window.home.set_account(STATE.name, STATE.email, "yara", "")


def _account(name: str, facts: AccountFacts) -> None:
    """Add the account's page in the settings."""

    @scene(f"settings-account-{name}")
    def shown(gallery: Gallery) -> QDialog:
        dialog = settings_dialog(gallery.window, "account")
        page = dialog.findChild(AccountPage)
        if isinstance(page, AccountPage):
            page.show_facts(facts)
        return dialog


_SESSIONS = tuple(
    SessionLine(str(n), n == 0, "aio-canvas", f"192.0.2.{7 + n}", f"{14 + n} Nov 2026, 09:1{n}") for n in range(3)
)
_account("nobody", AccountFacts(SIGNED_OUT))
_account("somebody", AccountFacts(STATE, "yara", Face(), True, True, 9, _SESSIONS))
_account("again", AccountFacts(AccountState(Phase.SIGN_IN_AGAIN, RELAY, "a", "you@example.org", "Yara Olsen"), "yara"))


def _devices(name: str, facts: DevicesFacts) -> None:
    """Add the devices' page in the settings."""

    @scene(f"settings-devices-{name}")
    def shown(gallery: Gallery) -> QDialog:
        dialog = settings_dialog(gallery.window, "devices")
        page = dialog.findChild(DevicesPage)
        if isinstance(page, DevicesPage):
            page.show_facts(facts)
        return dialog


_devices("alone", DevicesFacts((DeviceLine(LAPTOP, False, True, 0, False),)))
_devices(
    "several",
    DevicesFacts(
        (
            DeviceLine(LAPTOP, False, True, 2, False, 1),
            DeviceLine(PHONE, False, False, 2, False, 2),
            DeviceLine(PAPER, True, False, 1, False),
            DeviceLine(OLD, False, False, 0, True, 3),
        ),
        2,
        "14 Nov 2026, 09:10",
        "20 Nov 2026, 18:02",
        (KeyLine("w1", "Platform team", 3), KeyLine("w2", "Mobile guild", 1, "Its relay is not connected")),
        signed_in=True,
    ),
)


@scene("account-seen")
def _seen(gallery: Gallery) -> QDialog:
    dialog = SeenDialog(RELAY, gallery.window)
    account = (
        ("Mail address", "you@example.org"),
        ("Account since", "14 Nov 2026, 09:12"),
        ("Second factor", "set up"),
    )
    team = (("Number", LAPTOP), ("Sealed content", "4 MB"), ("Member " + PHONE, "editor, 2 devices"))
    parts = (
        SeenPart("Your account", "Your password is stored as a hash that cannot be turned back.", account),
        SeenPart("Workspace 1", "12 diagrams under random numbers; who writes which of them when, and how much.", team),
    )
    dialog.show_parts(parts, unseen_part())
    return dialog
