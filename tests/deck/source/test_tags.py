"""Tags are found in HTML as a browser finds them."""

import pytest

from deck.source.tags import Tag, tags

CASES = {
    '<IMG SRC="a.png" alt>': [Tag("img", {"src": "a.png", "alt": ""})],
    '<img src="a.png?x=1&amp;y=2"/>': [Tag("img", {"src": "a.png?x=1&y=2"})],
    '<img src="a.png" src="b.png">': [Tag("img", {"src": "a.png"})],
    "<!-- <img> --><p>text <b>of no script</b></p>": [],
    "<script>a < b && '<img>' && '&amp;'</script> text": [
        Tag("script", {}, "a < b && '<img>' && '&amp;'")
    ],
    "<style>p > a {}</style><script defer></script>": [Tag("script", {"defer": ""})],
}


@pytest.mark.parametrize("html", CASES)
def test_tags_are_those_that_a_browser_has(html):
    """Each has its attributes; what only looks like one, in a script or a comment, is none."""
    assert tags(html, "img", "script") == CASES[html]
