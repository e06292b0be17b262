"""Forbid the built page whatever it does not need: a Content-Security-Policy in its head."""

import base64
import hashlib
from collections.abc import Iterable

from bs4 import Tag

CHARSET = b'<meta charset="utf-8">'


def protected(page: bytes, scripts: Iterable[Tag], speaker_view: bytes) -> bytes:
    """Put the policy in the head of a page, whose speaker view is written by the last script.

    Inline scripts are allowed by their hash (https://www.w3.org/TR/CSP3/), and connections not
    at all; Python runs in a worker made from a blob, which the same policy binds.
    """
    inline = [tag.string for tag in scripts if "src" not in tag.attrs]
    hashes = " ".join(map(_hash, [*inline, _inline_script(speaker_view)]))
    policy = "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' 'wasm-unsafe-eval' {hashes}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            "frame-src 'self'",
            "worker-src blob:",
            "connect-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types deck default",
        ]
    )
    meta = f'\n<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return page.replace(CHARSET, CHARSET + meta.encode(), 1)


def _inline_script(speaker_view: bytes) -> str:
    """Find the script of the page that the notes plugin writes, in its template literal."""
    _, _, rest = speaker_view.decode().partition("<script>")
    return rest.partition("<\\/script>")[0].replace("\\\\", "\\")


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
