"""Lay the sections of the built page out for paper: the slides alone, and with their notes."""

import re
from itertools import count

import yaml
from bs4 import BeautifulSoup, Tag
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from deck.site import ROOT

SLIDES = "slides.html"
HANDOUT = "handout.html"
UNSAFE_IN_CSS = re.compile(r'[\\"<\n]')


def papers(page: bytes, author: str = "") -> dict[str, bytes]:
    """Map the name of each document to print to its HTML, made of the sections of the page."""
    soup = BeautifulSoup(page, "html.parser")
    content = {
        "title": soup.title.get_text(),
        "author": author,
        "slides": list(map(_slide, count(1), soup.select(".slides > section"))),
        "canvas": yaml.safe_load((ROOT / "mkslides.yml").read_text())["revealjs"],
    }
    environment = Environment(loader=FileSystemLoader(ROOT), autoescape=True)
    environment.filters["css_string"] = _css_string
    return {
        name: environment.get_template(f"deck/page/{name}.jinja").render(content).encode()
        for name in (SLIDES, HANDOUT)
    }


def _slide(number: int, section: Tag) -> dict:
    addresses = [link["href"] for link in section.select("a[href*='://']")]
    notes = section.select_one("aside.notes")
    return {
        "number": number,
        "notes": Markup(notes.extract().decode_contents()) if notes else "",
        "addresses": list(dict.fromkeys(addresses)),
        "section": Markup(section.decode()),
    }


def _css_string(text: str) -> Markup:
    escaped = UNSAFE_IN_CSS.sub(lambda match: f"\\{ord(match[0]):x} ", text)
    return Markup(f'"{escaped}"')
