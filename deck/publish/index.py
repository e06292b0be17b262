"""The page of all the decks of a publication."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import quote

from deck.page.html.later import Link
from deck.paper.documents import author
from deck.publish.edition import Edition
from deck.publish.pages import page
from deck.publish.saying import Saying


def index(editions: Sequence[Edition], date: datetime) -> bytes:
    """Return the page, in the language of the first deck; each deck speaks its own."""
    first = editions[0]
    say = Saying(first.deck.lang)
    variables = {
        "title": say("published.talks") if len(editions) > 1 else first.deck.title,
        "cards": [_card(edition) for edition in editions],
        "published": say("published.published", day=say.day(date)),
    }
    return page("index", first.deck.lang, f"{quote(first.name)}/fonts", variables)


def _card(edition: Edition) -> dict[str, object]:
    deck, say, folder = edition.deck, edition.say, quote(edition.name)
    return {
        "title": deck.title,
        "lang": deck.lang,
        "about": " · ".join(filter(None, [say.extent(deck), author(deck)])),
        "picture": f"{folder}/{quote(edition.picture)}",
        "page": Link(f"{folder}/index.html", say("published.open")),
        "links": [Link(f"{folder}/{link.href}", link.text) for link in edition.links],
        "proof": say.proof(edition.proof, edition.date),
        "commit": say.commit(edition.proof),
    }
