"""The fonts of the page."""

from deck import HOME

FONTS = {"atkinson-hyperlegible-next": ("400", "700"), "atkinson-hyperlegible-mono": ("400",)}
PACKAGES = HOME / "node_modules" / "@fontsource"


def fonts() -> dict[str, bytes]:
    """Map the name of each font in the site to its content."""
    names = [
        (font, f"{font}-latin-{weight}-normal.woff2")
        for font, weights in FONTS.items()
        for weight in weights
    ]
    return {
        f"fonts/{name}": (PACKAGES / font / "files" / name).read_bytes() for font, name in names
    }


def licences() -> dict[str, bytes]:
    """Map the name of the licence of each font to its text."""
    return {f"licences/{font}.txt": (PACKAGES / font / "LICENSE").read_bytes() for font in FONTS}
