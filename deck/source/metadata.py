"""What the front matter of a deck may say: a language, an address, a theme."""

import re
from urllib.parse import urlsplit

# RFC 3986, and letters of any language, which browsers escape; of more, the code is too fine.
ADDRESS = re.compile(r"https?://[\w.~:/?#\[\]@!$&'()*+,;=%-]{1,300}", re.IGNORECASE)
COLOR_SCHEMAS = ("light", "dark", "auto")
# RFC 5646: a language, with a script, a region, and variants, none of which is there twice.
TAG_OF_LANGUAGE = re.compile(
    r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|\d{3}))?"
    r"(-(?P<one>[a-z\d]{5,8}|\d[a-z\d]{3})(?!.*-(?P=one)\b))*",
    re.ASCII | re.IGNORECASE,
)


def is_language(tag: object) -> bool:
    """Return whether a value is the tag of a language, as `fr` or `en-GB`."""
    return isinstance(tag, str) and bool(TAG_OF_LANGUAGE.fullmatch(tag))


def is_address(url: object) -> bool:
    """Return whether a value is an address of the web that a phone can open."""
    if not isinstance(url, str) or not ADDRESS.fullmatch(url):
        return False
    try:
        return bool(urlsplit(url).hostname and urlsplit(url).port != 0)
    except ValueError:
        return False
