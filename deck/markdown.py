"""The Markdown of a deck: CommonMark, tables, front matter, and the line that begins the notes."""

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.front_matter import front_matter_plugin

NOTES = "Notes:"


def parser() -> MarkdownIt:
    """Make the one parser of decks, which pytest-markdown-docs uses too."""
    markdown = MarkdownIt("commonmark").enable("table").use(front_matter_plugin)
    interrupted = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    markdown.block.ruler.before("fence", "notes", _notes, interrupted)
    return markdown


def _notes(state: StateBlock, line: int, _end: int, silent: bool) -> bool:
    start = state.src.rfind("\n", 0, state.bMarks[line]) + 1
    if state.src[start : state.eMarks[line]].rstrip() != NOTES:
        return False
    if not silent:
        state.push("notes", "", 0).map = [line, line + 1]
        state.line = line + 1
    return True
