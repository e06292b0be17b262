"""Lay the slides of a deck out for paper: alone, and with their notes."""

import re
from collections.abc import Iterator, Mapping

from markupsafe import Markup, escape

from deck.page.bundling.bundles import bundles
from deck.page.html import qr
from deck.page.html.render import notes, picture
from deck.page.html.template import render
from deck.page.mkslides.settings import settings
from deck.page.site import shown_files
from deck.source.model import Block, Deck, Slide
from deck.source.words import words
from deck.trace.diagram import diagram
from deck.trace.model import Trace

SLIDES = "slides.html"
HANDOUT = "handout.html"
NAMES = (SLIDES, HANDOUT)
UNSAFE_IN_CSS = re.compile(r'[\\"<\n]')


def papers(deck: Deck, traces: Mapping[str, Trace]) -> dict[str, bytes]:
    """Map the name of each document to print, and of each file that it shows, to its content.

    A document is made of the sections of the page that is presented, and of its style. Raises
    DeckError for a setting, or a style sheet of one, that the page can't have.
    """
    revealjs = settings(deck).revealjs
    content = {
        "lang": deck.lang,
        "words": words(deck.lang),
        "title": deck.title,
        "title_in_css": _css_string(deck.title),
        "author_in_css": _css_string(author(deck)),
        "canvas": revealjs,
        "url": deck.url,
        "qr": qr.picture(deck.url) if deck.url else "",
        "bundles": bundles(),
        "slides": list(_slides(deck, traces, revealjs)),
    }
    documents = {name: render(f"deck/paper/{name}.jinja", content) for name in NAMES}
    files = {name: text.encode() for name, text in documents.items()}
    return files | shown_files(deck, documents[HANDOUT])


def author(deck: Deck) -> str:
    """Return who wrote the deck, by its front matter, or an empty string."""
    named = deck.metadata.get("author") or ""
    return ", ".join(map(str, named)) if isinstance(named, list) else str(named)


def _number(slide: Slide, deck: Deck, revealjs: dict[str, object]) -> str:
    """Return what reveal shows as the number of a slide (https://revealjs.com/slide-numbers)."""
    if revealjs.get("showSlideNumber", "all") not in ("all", "print"):
        return ""
    form = revealjs.get("slideNumber")
    total = f" / {len(deck.slides)}" if form == "c/t" else ""
    return f"{slide.number}{total}" if form else ""


def _slides(
    deck: Deck, traces: Mapping[str, Trace], revealjs: dict[str, object]
) -> Iterator[dict[str, object]]:
    said = words(deck.lang)
    for slide in deck.slides:
        yield {
            "number": _number(slide, deck, revealjs),
            "notes": Markup(notes(slide, said)),
            "addresses": list(dict.fromkeys(_addresses(slide))),
            "section": Markup(picture(slide, said)),
            "diagrams": {
                _caption(block, said): Markup(diagram(traces[block.name], said))
                for block in slide.blocks
                if block.name in traces and _moves(traces[block.name])
            },
        }


def _caption(block: Block, words: Mapping[str, str]) -> Markup:
    name = Markup("<code>{}</code>").format(block.name)
    caption = escape(words["handout.run"]).format(block=name)
    # The one that was recorded, and not the one that is stated.
    return escape(words["any.order"]).format(what=caption) if block.any_order else caption


def _addresses(slide: Slide) -> Iterator[str]:
    """Yield the addresses of the links of a slide that lead out of the deck."""
    for token in (*slide.heading, *slide.body, *slide.notes):
        for one in token.children or ():
            if one.type == "link_open" and "://" in str(one.attrs["href"]):
                yield str(one.attrs["href"])


def _moves(trace: Trace) -> bool:
    """Return whether something goes from a frame to another: a lone program needs no diagram."""
    steps = (step for step in trace.events if step.source is not None)
    return any(step.target not in (None, step.source) for step in steps)


def _css_string(text: str) -> Markup:
    escaped = UNSAFE_IN_CSS.sub(lambda match: f"\\{ord(match[0]):x} ", text)
    return Markup(f'"{escaped}"')
