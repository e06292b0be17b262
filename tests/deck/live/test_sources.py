"""What an author saves is seen, whenever it is written."""

import asyncio
from contextlib import aclosing

from deck.live.sources import Sources
from deck.source.load import load

DECK = "# A slide\n\n```python include:{name}\n```\n"


def test_what_is_saved_while_folders_are_looked_for_is_seen(tmp_path):
    """Each folder that a deck begins to name is followed by another watch than the last."""
    path, code = tmp_path / "deck.md", tmp_path / "code" / "one.py"
    code.parent.mkdir()
    code.write_text("print(1)\n")
    path.write_text("# A slide\n")
    sources, asked = Sources(path), []

    def shown():
        """Return the deck as it is; once the last watch is no more heard, save what it includes."""
        asked.append(load(path))
        if len(asked) == 2:
            path.write_text(DECK.format(name="code/one.py"))
            asked[-1] = load(path)
            code.write_text("print(2)\n")
        return asked[-1]

    async def follow():
        async with aclosing(sources.changes(shown)) as changes:
            await anext(changes)
            return await anext(changes)

    assert code in asyncio.run(follow())
