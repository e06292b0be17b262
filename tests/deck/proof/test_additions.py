"""An output that is added is for the speaker: no spelling of notes has the room see it."""

import re

import pytest

from deck.page.html.render import notes, picture
from deck.proof.editing.accept import accept
from deck.proof.editing.adopt import adopt
from deck.run.program import Run
from deck.source.load import load, read
from deck.source.words import words
from tests.paths import DECKS

BLOCK = "```python\nprint('the ' + 'answer')\n```\n"
MARP, SLIDEV = "---\nmarp: true\n---\n\n", "---\nhighlighter: shiki\n---\n\n"
SPELLINGS = {
    "none": "",
    "a line": "Notes:\n",
    "a line and text": "Notes:\n\nsaid\n",
    "a line and code": "Notes:\n\n```text\nsaid\n```\n",
    "a line of reveal.js": "Note:\nsaid\n",
    "a line of the French": "Notes :\n\nsaid\n",
    "a line of remark": "???\n\nsaid\n",
    "on a line": "Notes: said\n",
    "notes, then a container of notes": "Notes:\n\n::: notes\nsaid\n:::\n",
    "Pandoc": "::: notes\nsaid\n:::\n",
    "Pandoc, of a class": "::: {.notes}\n- said\n:::\n",
    "Pandoc, unclosed": "::: notes\nsaid\n",
    "an aside of one line": '<aside class="notes">said</aside>\n',
    "an aside that ends on a line of text": '<aside class="notes">\n\nsaid\nsaid</aside>\n',
    "an aside on lines": '<aside class="notes">\nsaid\n</aside>\n',
    "an aside with a block": '<aside class="notes">\n\n```text\nsaid\n```\n</aside>\n',
    "an aside, unclosed": '<aside class="notes">\nsaid\n',
    "a comment that is none": "<!-- let them guess -->\n",
    "a comment of a fragment": '- one\n<!-- .element: class="fragment" -->\n',
    "a link that is defined": "[x]\n\n[x]: http://localhost/\n",
    "an unclosed tag": "<div>\nshown\n",
}
COMMENTS = {
    "a comment": "<!-- let them guess -->\n",
    "a comment on lines": "<!--\nlet them guess\n-->\n",
    "a comment with code": "<!--\nsaid\n\n```python\nsaid = 1\n```\n-->\n",
    "a comment that sets something": "<!-- _class: lead -->\n",
    "two comments": "<!-- said -->\n\n<!-- said -->\n",
    "a comment and a line": "<!-- said -->\n\nNotes:\n",
}
SAMPLES = (
    *(
        "notes_in_every_spelling",
        "notes_that_have_an_end",
        "comments_of_marp",
        "comments_of_slidev",
    ),
    *("separators_of_slides", "html_that_markdown_cannot_say"),
)


def sample(name):
    """Return the text of a deck of another tool."""
    return (DECKS / "understood" / f"{name}.md").read_text()


DECKS_OF = {
    **{name: f"# A\n\n{BLOCK}\n{notes}" for name, notes in SPELLINGS.items()},
    **{f"{name} of Marp": f"{MARP}# A\n\n{BLOCK}\n{said}" for name, said in COMMENTS.items()},
    **{f"{name} of Slidev": f"{SLIDEV}# A\n\n{BLOCK}\n{said}" for name, said in COMMENTS.items()},
    # Each slide of a sample gets a block that states nothing yet.
    **{
        name: re.sub("^##? .*\n", rf"\g<0>\n{BLOCK}\n", sample(name), flags=re.MULTILINE)
        for name in SAMPLES
    },
}


@pytest.fixture(autouse=True)
def _no_process(monkeypatch):
    """Have every block print the answer at once."""
    for judge in ("editing.accept", "judge.runs"):
        monkeypatch.setattr(f"deck.proof.{judge}.run_block", lambda *_: Run("the answer\n"))


def seen(deck):
    """Return what the room sees of a deck, without the attributes of its sections."""
    return [picture(slide, words("fr")) for slide in deck.slides]


@pytest.mark.parametrize("name", DECKS_OF)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_is_added_is_in_the_notes(name, end, tmp_path):
    """Whoever accepts shows the room what it saw before, by whatever lines its notes are held."""
    path = tmp_path / "deck.md"
    path.write_text(DECKS_OF[name], newline=end)
    before = load(path)
    accept(before)
    after = load(path)
    assert seen(after) == seen(before)
    assert set(stated(after).values()) == {True}


def stated(deck):
    """Tell which blocks state what they print; assert that it is in the notes of their slides."""
    found = {}
    for slide in deck.slides:
        printed = [block for block in slide.blocks if "print('the" in block.source]
        outputs = [block.output.text for block in printed if block.output]
        assert outputs == ["the answer\n"] * len(outputs)
        assert ("the answer" in notes(slide, words("fr"))) is bool(outputs)
        found |= {block.name: bool(block.output) for block in printed}
    return found


@pytest.mark.parametrize("name", DECKS_OF)
def test_what_is_adopted_is_in_the_notes(name):
    """Adoption adds in the same way, but where a fence under the block may be its output."""
    adoption = adopt(read(DECKS_OF[name], "deck.md"))
    assert "the answer" not in "".join(seen(adoption.after))
    told = "".join(map(str, adoption.where_it_was()))
    left = [name for name, is_stated in stated(adoption.after).items() if not is_stated]
    assert re.findall("block (.*?) of slide .*? have the fence under it", told) == left
