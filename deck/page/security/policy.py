"""Forbid the page whatever it does not need, by a Content-Security-Policy."""

import base64
import hashlib
from collections.abc import Iterable, Mapping

from deck.source.tags import Tag

# What each page may show, and what none may do: what is not named is forbidden.
ANY = {
    "default-src": "'none'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
}
# No text is made markup, but by what `trusted-types` names.
TRUSTED = {"require-trusted-types-for": "'script'"}


def policy(scripts: Iterable[Tag], connect: str) -> str:
    """Return the policy of a page with these scripts, which may connect to `connect` alone.

    Inline scripts are allowed by their hash (https://www.w3.org/TR/CSP3/); Python runs in a
    worker made from a blob, which the same policy binds.
    """
    inline = (tag for tag in scripts if "src" not in tag.attributes)
    return _written(
        ANY
        | {"script-src": f"'self' 'wasm-unsafe-eval' {_hashes(inline)}"}
        | {"worker-src": "blob:", "connect-src": connect}
        | TRUSTED
        | {"trusted-types": "deck default"}
    )


def static(styles: Iterable[Tag]) -> str:
    """Return the policy of a page without scripts, with these inline styles."""
    return _written(ANY | {"style-src": _hashes(styles)})


def _written(directives: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {allowed}" for name, allowed in directives.items())


def _hashes(tags: Iterable[Tag]) -> str:
    return " ".join(_hash(tag.text) for tag in tags)


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


# The speaker's window makes no markup of any text, and frames no page but empty ones of its own.
SPEAKER = _written(ANY | {"script-src": "'self'"} | TRUSTED | {"trusted-types": "'none'"})
