"""Forbid the page whatever it does not need, by a Content-Security-Policy."""

import base64
import hashlib
from collections.abc import Iterable

from bs4 import Tag

# The speaker's window makes no markup of any text, and frames no page but empty ones of its own.
SPEAKER = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
)


def policy(scripts: Iterable[Tag], connect: str) -> str:
    """Return the policy of a page with these scripts, which may connect to `connect` alone.

    Inline scripts are allowed by their hash (https://www.w3.org/TR/CSP3/); Python runs in a
    worker made from a blob, which the same policy binds.
    """
    inline = [tag.string or "" for tag in scripts if "src" not in tag.attrs]
    hashes = " ".join(map(_hash, inline))
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' 'wasm-unsafe-eval' {hashes}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            "worker-src blob:",
            f"connect-src {connect}",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types deck default",
        ]
    )


def static(styles: Iterable[Tag]) -> str:
    """Return the policy of a page without scripts, with these inline styles."""
    hashes = " ".join(_hash(style.string or "") for style in styles)
    return "; ".join(
        [
            "default-src 'none'",
            f"style-src {hashes}",
            "img-src 'self' data:",
            "font-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
