"""Make a page by mkslides."""

from pathlib import Path

from mkslides.markupgenerator import MarkupGenerator


class Generator(MarkupGenerator):  # type: ignore[misc]  # it has no types
    """Make the page as mkslides does, less what takes most of its time."""

    def _MarkupGenerator__copy(self, *_: Path) -> None:
        """Copy nothing, of 13 MB: what the page asks for comes from where it is."""

    def _MarkupGenerator__handle_relative_links(self, _: object) -> None:
        """Look for no links in sections that are HTML: `deck.source.seen.files` tells of them."""
