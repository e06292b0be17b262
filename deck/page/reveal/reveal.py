"""What a page has of reveal.js: what its deck asks for.

It needs the standard library alone, but for the files of mkslides.
"""

import re
from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from deck.page.reveal.unused import without_unused, words

# Where mkslides puts reveal.js, and where it has it from.
REVEAL_URL = "mkslides-assets/reveal-js/"
REVEAL = Path(str(resources.files("mkslides"))) / "assets" / "reveal.js"
SCRIPT, STYLE = f"{REVEAL_URL}dist/reveal.js", f"{REVEAL_URL}dist/reveal.css"
OURS = "reveal.js"
# What asks for a part that bundle.mjs leaves out of ours: settings, and words of slides.
SETTINGS = ("autoSlide", "previewLinks", "showNotes", "view")
MARKS = {"data-auto-animate", "data-autoslide", "r-fit-text"}
# What reveal.js does where a deck names it, be its name a word of a script or not.
EFFECTS = {"concave", "convex", "cube", "default", "linear", "page", "slide", "zoom"}
NAMED = re.compile(r'data-(?:background-)?transition="([^"]*)"')
BY_DEFAULT = {"transition": "slide"}
# No slide of ours has slides in it.
NEVER = "section>section"


def fitting(
    files: Mapping[str, bytes],
    page: str,
    settings: Mapping[str, object],
    bundles: Mapping[str, str],
) -> dict[str, bytes]:
    """Map the names of the files of reveal.js, among those of a page, to what the page needs.

    The page is the whole text of it; a deck that asks for a rarer part has all of reveal.js.
    """
    known = words(page)
    asks = any(settings.get(name) for name in SETTINGS) or not known.isdisjoint(MARKS)
    script = files[SCRIPT] if asks else bundles[OURS].encode()
    texts = [text for name, text in bundles.items() if name.endswith(".js") and name != OURS]
    for text in (script.decode(), *texts):
        known |= words(text)
    known -= EFFECTS - words(" ".join(NAMED.findall(page)))
    known |= words(" ".join(map(str, (BY_DEFAULT | dict(settings)).values())))
    style = without_unused(files[STYLE].decode(), known, NEVER)
    return {SCRIPT: script, STYLE: style.encode()}
