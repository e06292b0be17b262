"""Read the words of a page: all that is seen, and all that is told of what is seen."""

import re
from collections.abc import Iterable

from bs4 import BeautifulSoup
from playwright.sync_api import Page

# A letter alone is a key.
WORD = re.compile(r"[^\W\d_]{2,}")
# Code is the deck's, and so is what it prints, which is heard, too.
SEEN = """() => {
  const told = new Set(
    ["aria-label", "aria-valuetext", "title", "alt", "placeholder", "data-link"]);
  const texts = [];
  const read = (element, isInCode) => {
    if (!element.checkVisibility({ visibilityProperty: true })) return;
    for (const { name, value } of element.attributes) if (told.has(name)) texts.push(value);
    const isCode = isInCode || element.matches("pre, code, textarea, style, script, .heard");
    for (const child of element.childNodes) {
      if (child.nodeType === Node.ELEMENT_NODE) read(child, isCode);
      else if (child.nodeType === Node.TEXT_NODE && !isCode) texts.push(child.data);
    }
  };
  read(document.body, false);
  return [document.title, ...texts];
}"""


def words_of(texts: Iterable[str]) -> set[str]:
    """Return the words of some texts, in small letters."""
    return {word.casefold() for text in texts for word in WORD.findall(text)}


def seen(page: Page) -> set[str]:
    """Return the words of what a page shows now."""
    return words_of(page.evaluate(SEEN))


def printed(document: bytes) -> set[str]:
    """Return the words of a document that is printed, its code left out."""
    soup = BeautifulSoup(document, "html.parser")
    for tag in soup(["pre", "code", "style", "script"]):
        tag.decompose()
    labels = [str(tag["aria-label"]) for tag in soup.select("[aria-label]")]
    return words_of([*soup.stripped_strings, *labels])
