"""Make the files of what a page loads after its first slide."""

from deck.page.bundles import bundles


def files() -> dict[str, bytes]:
    """Map the name of each file to its content."""
    made = bundles()
    return {name: made[name].encode() for name in ("stage/stage.js", "stage/stage.css")}
