"""The account's page: who one is at the relay, how one signs in, and where else one is signed in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.account.state import Phase
from app.account.wording import status_text
from app.settings_dialog.account_facts import AccountFacts, SessionLine
from app.settings_dialog.facts_page import FactsPage
from app.settings_dialog.rows import SettingRow, SettingsPage
from app.theme.fonts import FontKind
from app.theme.person_color import presence_color
from app.theme.tokens import PRESENCE
from app.widgets.avatar import Avatar
from app.widgets.buttons import Button
from app.widgets.empty_state import EmptyState
from app.widgets.labels import ElidedLabel, label
from app.widgets.layout import column, holder, row
from app.widgets.swatches import SwatchPalette

MOST_SESSIONS = 30


class AccountPage(FactsPage):
    """Shows the account; what is to be done is asked for by `wanted`.

    Signals:
        wanted(str, str): do this (see the names below), to the session of this id, or with this colour, where one is meant.
    """

    wanted = Signal(str, str)

    SIGN_IN, SIGN_OUT, RENAME, EMAIL, PASSWORD = "sign in", "sign out", "rename", "email", "password"
    COLOR, PICTURE, NO_PICTURE = "color", "picture", "no picture"
    ENROL, DISABLE, CODES = "enrol", "disable", "codes"
    END, END_OTHERS, DELETE, SEES = "end", "end others", "delete", "sees"

    def __init__(self, facts: AccountFacts) -> None:
        """Make the page."""
        super().__init__(self.tr("Account"))
        self._query = ""
        self._inner: SettingsPage | None = None
        self.show_facts(facts)

    def show_facts(self, facts: AccountFacts) -> None:
        """Show what is true now."""
        self.buttons = {}
        if facts.state.here or facts.state.phase is Phase.SIGN_IN_AGAIN:
            self._inner = SettingsPage(self.title, self._sections(facts))
            self.show_content(self._head(facts), self._inner)
            self._inner.narrow(self._query)
        else:
            self._inner = None
            self.show_content(self._nobody())

    def narrow(self, query: str) -> int:
        """Show only the rows that answer a query, all for ""; return how many are shown."""
        self._query = query
        if self._inner is not None:
            return self._inner.narrow(query)
        words = self.tr("Account relay sign in mail password").casefold()
        return int(all(word in words for word in query.casefold().split()))

    def _nobody(self) -> QWidget:
        empty = EmptyState(
            "user-round",
            self.tr("No account, and none is needed"),
            self.tr(
                "Diagrams are on this device, and people in your network can join. A relay of your team passes diagrams on "
                "while others are away."
            ),
            self.tr("Sign in to a relay…"),
            compact=True,
        )
        empty.acted.connect(lambda: self.wanted.emit(self.SIGN_IN, ""))
        return empty

    def _head(self, facts: AccountFacts) -> QWidget:
        state = facts.state
        face = Avatar(state.name or state.email, facts.person, 44, facts.face.color, facts.face.picture)
        said, level = status_text(state)
        tone = {"ok": "success", "warning": "warning", "danger": "danger"}.get(level, "muted")
        texts = holder(
            column(
                ElidedLabel(state.name or state.email, FontKind.H3),
                ElidedLabel(f"{state.email} · {state.relay}", FontKind.SMALL, "muted"),
                label(said, FontKind.SMALL, tone),
                spacing=2,
            )
        )
        again = state.phase is Phase.SIGN_IN_AGAIN
        button = self._button(
            self.tr("Sign in again…") if again else self.tr("Sign out"),
            self.SIGN_IN if again else self.SIGN_OUT,
            kind="primary" if again else "secondary",
        )
        line = row(face, texts, button, margins=(0, 0, 0, 12), spacing=14)
        line.setStretch(1, 1)
        return holder(line)

    def _sections(self, facts: AccountFacts) -> Sequence[tuple[str, Sequence[SettingRow]]]:
        why = "" if facts.loaded else self._why(facts)
        return (
            ("", self._person(facts, why)),
            (self.tr("Second factor"), self._factor(facts, why)),
            (self.tr("Open sessions"), self._sessions(facts, why)),
            (self.tr("Relay"), self._relay(why)),
        )

    def _why(self, facts: AccountFacts) -> str:
        if facts.state.phase is Phase.SIGN_IN_AGAIN:
            return self.tr("Sign in again first")
        return self.tr("Waiting for the relay")

    def _person(self, facts: AccountFacts, why: str) -> list[SettingRow]:
        return [
            self._row(
                self.tr("Name"),
                self.tr("What others read beside your pointer: %1").replace("%1", facts.state.name),
                self._button(self.tr("Change…"), self.RENAME, why, self.tr("Change the name…")),
                "rename",
            ),
            self._row(
                self.tr("Colour"),
                self.tr("Your pointer and disc. Where somebody of a team has it already, you get a free one there."),
                self._colors(facts),
                "avatar color pointer",
            ),
            self._row(
                self.tr("Picture"),
                self.tr(
                    "In place of your initials. It is made small, sealed, and shown to the people of your teams only."
                ),
                self._picture(facts),
                "avatar photo face",
            ),
            self._row(
                self.tr("Mail address"),
                self.tr("%1. Only the relay knows it; people in workspaces see your name.").replace(
                    "%1", facts.state.email
                ),
                self._button(self.tr("Change…"), self.EMAIL, why, self.tr("Change the mail address…")),
                "email",
            ),
            self._row(
                self.tr("Password"),
                self.tr("It opens the account and no diagram: losing it loses nothing."),
                self._button(self.tr("Change…"), self.PASSWORD, why, self.tr("Change the password…")),
            ),
        ]

    def _colors(self, facts: AccountFacts) -> QWidget:
        names = (
            self.tr("Red"),
            self.tr("Blue"),
            self.tr("Green"),
            self.tr("Orange"),
            self.tr("Purple"),
            self.tr("Pink"),
            self.tr("Teal"),
            self.tr("Brown"),
        )
        self.colors = SwatchPalette(self.tr("Colour"), tuple(zip(PRESENCE, names, strict=True)))
        self.colors.set_current(facts.face.color or presence_color(facts.person))
        self.colors.chosen.connect(lambda color: self.wanted.emit(self.COLOR, color))
        return self.colors

    def _picture(self, facts: AccountFacts) -> QWidget:
        choose = self._button(self.tr("Choose…"), self.PICTURE, "", self.tr("Choose a picture…"))
        if not facts.face.picture:
            return choose
        remove = self._button(self.tr("Remove"), self.NO_PICTURE, "", self.tr("Remove the picture"))
        return holder(row(None, remove, choose, spacing=8))

    def _factor(self, facts: AccountFacts, why: str) -> list[SettingRow]:
        words = "totp authenticator 2fa two-factor"
        if not facts.second_factor:
            text = self.tr("Six digits of an app on your phone, besides the password.")
            set_up = self._button(self.tr("Set up…"), self.ENROL, why, self.tr("Set up an authenticator app…"))
            return [self._row(self.tr("Authenticator app"), text, set_up, words)]
        remove = self._button(self.tr("Remove…"), self.DISABLE, why, self.tr("Remove the authenticator app…"), "danger")
        codes = self._button(self.tr("New codes…"), self.CODES, why)
        left = self.tr("%1 of them are left, for when the phone is lost. New ones replace them.")
        return [
            self._row(self.tr("Authenticator app"), self.tr("Its code is asked for at every sign-in."), remove, words),
            self._row(self.tr("Codes for a lost app"), left.replace("%1", str(facts.recovery_codes)), codes, words),
        ]

    def _sessions(self, facts: AccountFacts, why: str) -> list[SettingRow]:
        rows = [self._session(each, why) for each in facts.sessions[:MOST_SESSIONS]]
        if len(facts.sessions) > 1:
            text = self.tr("Ends every session but this one; their sockets close at once.")
            others = self._button(self.tr("End all others"), self.END_OTHERS, why)
            rows.append(self._row(self.tr("Everywhere else"), text, others, "sessions sign out"))
        return rows or [self._row(self.tr("Sessions"), why, holder(row()), "")]

    def _session(self, session: SessionLine, why: str) -> SettingRow:
        title = self.tr("This program") if session.here else session.program
        text = self.tr("From %1, used %2").replace("%1", session.address).replace("%2", session.used)
        if session.here:
            return self._row(title, text, holder(row(None, label(self.tr("Here"), tone="muted"))), "session")
        name = self.tr("End the session from %1").replace("%1", session.address)
        return self._row(title, text, self._button(self.tr("End"), self.END, why, name, target=session.id), "session")

    def _relay(self, why: str) -> list[SettingRow]:
        return [
            self._row(
                self.tr("What the relay sees"),
                self.tr("What it holds of you now, and what it cannot see."),
                self._button(self.tr("Show…"), self.SEES, why, self.tr("Show what the relay sees…")),
                "privacy data",
            ),
            self._row(
                self.tr("Delete the account"),
                self.tr("The relay forgets you. What lies on this device stays, and so does what others received."),
                self._button(self.tr("Delete…"), self.DELETE, why, self.tr("Delete the account…"), "danger"),
                "erase remove",
            ),
        ]

    def _row(self, title: str, text: str, control: QWidget, keywords: str = "") -> SettingRow:
        return SettingRow(title, text, control, keywords)

    def _button(
        self, text: str, wish: str, why: str = "", name: str = "", kind: str = "secondary", target: str = ""
    ) -> Button:
        button = Button(text, kind=kind)
        button.setAccessibleName(name or text)
        if why:
            button.set_reason(why)
        button.clicked.connect(lambda _checked=False: self.wanted.emit(wish, target))
        self.buttons[wish + (f" {target}" if target else "")] = button
        return button
