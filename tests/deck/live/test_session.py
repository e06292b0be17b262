"""A session shows what was saved last, whatever it waits for meanwhile."""

import asyncio
from dataclasses import replace

from deck.live import checks
from deck.live.session import EditingSession


def test_what_is_saved_while_blocks_are_recorded_stays_shown(tmp_path, monkeypatch):
    """The recordings come to the page as it is then, and not as it was before."""
    (path := tmp_path / "deck.md").write_text("# One\n")
    session = EditingSession(path, print)
    saved = replace(session.content.around, files={"page.css": b"saved"})

    async def record(_):
        session.take(replace(session.content, around=saved))
        return {"one": "recording"}

    monkeypatch.setattr(checks, "record", record)
    asyncio.run(session.record())
    assert session.content.around == saved
    assert session.content.traces == {"one": "recording"}
