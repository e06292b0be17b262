"""The address of a deck as a picture, which phones read."""


def picture(url: str) -> str:
    """Return the QR code of an address, as SVG in a `data:` URL."""
    # Not at the top: it takes long to load, and few decks have an address.
    import segno

    code = segno.make_qr(url)
    return code.svg_data_uri(light="#fff", omitsize=True, svgclass=None, lineclass=None)
