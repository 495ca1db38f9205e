"""The sessions of one engine: by document, since nearly everything is about one, and by link where one comes or goes."""

from __future__ import annotations

from sync.engine.session import Session


class Sessions:
    """One session for each document and link."""

    def __init__(self) -> None:
        """Start with none."""
        self._of: dict[str, dict[str, Session]] = {}

    def add(self, session: Session) -> None:
        """Take a session, in the place of an older one of the same document and link, which waits for no answer any more."""
        document = session.replica.document
        before = self.get(session.link, document)
        if before is not None and before is not session:
            before.close()
        # Asked for after every event, by the names of their links; a link comes seldom.
        self._of[document] = dict(sorted({**self._of.get(document, {}), session.link: session}.items()))

    def get(self, link: str, document: str) -> Session | None:
        """Return the session of a document over a link."""
        return self._of.get(document, {}).get(link)

    def of(self, document: str) -> list[Session]:
        """Return the sessions of a document, by the names of their links."""
        return list(self._of.get(document, {}).values())

    def live(self, document: str) -> list[Session]:
        """Return the live sessions of a document."""
        return [session for session in self.of(document) if session.live]

    def drop(self, link: str, document: str) -> None:
        """Forget one session."""
        if (session := self._of.get(document, {}).pop(link, None)) is not None:
            session.close()

    def drop_link(self, link: str) -> None:
        """Forget a link."""
        for sessions in self._of.values():
            if (session := sessions.pop(link, None)) is not None:
                session.close()

    def drop_document(self, document: str) -> None:
        """Forget a document."""
        for session in self._of.pop(document, {}).values():
            session.close()
