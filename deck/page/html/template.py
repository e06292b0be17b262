"""The page of a deck as data, and the template that writes it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property

from jinja2 import Environment, FileSystemLoader, Template, TemplateError

from deck import ROOT
from deck.page.bundling.bundles import bundles
from deck.page.mkslides.settings import settings
from deck.page.reveal.reveal import REVEAL_URL
from deck.page.security.policy import policy
from deck.source.model import Deck
from deck.source.problems import DeckError, Problem
from deck.source.tags import tags
from deck.source.words import words_of_the_page

# It keeps what it has compiled, until the file changes.
ENVIRONMENT = Environment(loader=FileSystemLoader(ROOT), autoescape=True)


def render(name: str, variables: Mapping[str, object]) -> str:
    """Fill a template, by its path in the project; raise DeckError where it is none of Jinja's."""
    with _telling(name):
        return ENVIRONMENT.get_template(name).render(variables)


@contextmanager
def _telling(name: str) -> Iterator[None]:
    try:
        yield
    except TemplateError as error:
        path, line = getattr(error, "name", None) or name, getattr(error, "lineno", 1)
        found, expected = f"“{error.message}”", "a template of Jinja"
        raise DeckError(Problem(path, line, found, expected, "correct it")) from None


@dataclass(frozen=True)
class Page:
    """Represent what the template of the page is given, but for the sections.

    `template` is as it was read: a window that comes back is given the last good one. `title` is
    that of the settings, and `heading` the deck's, which stands where there is none.
    `lang` is the deck's language, and `words` are those of the interface in it. `color_schema` is
    the theme that its author wants.
    `connect` says to whom the page may connect, as its policy does.
    """

    template: Template
    title: str
    heading: str
    lang: str
    color_schema: str
    words: Mapping[str, str]
    favicon: str | None
    settings: dict[str, object]
    bundles: Mapping[str, str]
    stylesheets: tuple[str, ...] = ()
    scripts: tuple[Mapping[str, str], ...] = ()
    connect: str = "'none'"

    @classmethod
    def of(cls, deck: Deck) -> "Page":
        """Return the page of a deck by its settings, without style sheets and scripts."""
        found = settings(deck)
        with _telling(found.template):
            template = ENVIRONMENT.get_template(found.template)
        return cls(
            template,
            found.title,
            deck.title,
            deck.lang,
            deck.color_schema,
            words_of_the_page(deck.lang),
            found.favicon,
            found.revealjs,
            bundles(),
        )

    def render(self, sections: str) -> str:
        """Return the whole page."""
        return self._fill(self._of_mkslides(sections) | self.additions)

    @cached_property
    def additions(self) -> dict[str, object]:
        """Return what mkslides does not give to the template."""
        return self.least | {
            "policy": policy(tags(self._empty, "script"), self.connect),
            "stylesheets": self.stylesheets,
            "scripts": self.scripts,
        }

    @property
    def least(self) -> dict[str, object]:
        """Return what the template needs where mkslides builds the page by itself."""
        own = {"lang": self.lang, "color_schema": self.color_schema, "heading": self.heading}
        return own | {"words": self.words, "bundles": self.bundles}

    @cached_property
    def style(self) -> str:
        """Return the text of the first inline style, which a window can change."""
        return next((tag.text for tag in tags(self._empty, "style")), "")

    @cached_property
    def rest(self) -> str:
        """Return all of the page but its sections, its headings, its style and its settings."""
        plain = replace(self, heading="", settings=dict.fromkeys(self.settings))
        empty = plain._empty.replace(plain.style, "", 1)
        return f"{empty} {self.stylesheets} {self.scripts} {self.connect}"

    @cached_property
    def _empty(self) -> str:
        return self._fill(self._of_mkslides("") | self.least)

    def _fill(self, variables: Mapping[str, object]) -> str:
        with _telling(str(self.template.name)):
            return self.template.render(variables)

    def _of_mkslides(self, sections: str) -> dict[str, object]:
        return {
            "title": self.title,
            "favicon": self.favicon,
            "revealjs_path": REVEAL_URL.rstrip("/"),
            "revealjs_config": self.settings,
            "markdown": sections,
        }
