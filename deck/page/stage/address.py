"""The address of a deck as a picture, which phones read."""

import segno


def picture(url: str) -> str:
    """Return the QR code of an address, as SVG in a `data:` URL."""
    code = segno.make_qr(url)
    return code.svg_data_uri(light="#fff", omitsize=True, svgclass=None, lineclass=None)
