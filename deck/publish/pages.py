"""The pages around the decks: static, without scripts, under a policy that allows nothing else."""

from collections.abc import Mapping

from deck import ROOT
from deck.page.html.template import render
from deck.page.reveal.unused import rules
from deck.page.security.policy import static
from deck.publish.saying import Saying
from deck.source.tags import tags


def page(name: str, lang: str, fonts: str, variables: Mapping[str, object]) -> bytes:
    """Return the page of this name, in a language; `fonts` is where its fonts are."""
    given = {"lang": lang, "say": Saying(lang), "fonts": fonts, "policy": "", "colours": _colours()}
    given |= variables
    template = f"deck/publish/{name}.html.jinja"
    styles = tags(render(template, given), "style")
    return render(template, given | {"policy": static(styles)}).encode()


def _colours() -> list[str]:
    """Return the colours of the slides in the light theme, and in the dark one."""
    style = (ROOT / "deck" / "page" / "style" / "colours.css").read_text("utf-8")
    return [colours.strip() for _, colours in rules(style)][:2]
