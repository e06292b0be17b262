"""Find the links whose text says nothing to who reads, or hears, the links alone (WCAG 2.4.4)."""

from collections.abc import Collection, Iterator

from markdown_it.token import Token

from deck.source.dialects.markdown import lines_of
from deck.source.problems import Told


def saying_nothing(inline: Token, vague: Collection[str]) -> Iterator[tuple[int, *Told]]:
    """Yield the line of each link of a text that is one of the `vague` ones, and what to do."""
    line = begin = lines_of(inline).start if inline.map else 1
    text: list[str] | None = None
    for token in inline.children or ():
        is_break = token.type in ("softbreak", "hardbreak")
        if token.type == "link_open":
            text, begin = [], line
        elif token.type == "link_close" and text is not None:
            said = " ".join("".join(text).split())
            if said.strip(" .…!:→›»").casefold() in vague:
                expected = "a text that says where it leads"
                yield begin, f"a link that says “{said}”", expected, "put it on those words instead"
            text = None
        elif text is not None:
            text.append("\n" if is_break else token.content)
        line += is_break
