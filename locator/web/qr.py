"""QR codes of our own addresses: black on white, as SVG in a page or as files."""

import io

import segno
from markupsafe import Markup

QUIET = 4  # modules of white around a code that readers need
PIXELS = 12  # for each module of the PNG: sharp on a poster, small as a file


def qr_inline(address: str, title: str) -> Markup:
    """Return a code as SVG for a page, named for those who cannot see it."""
    svg = _code(address).svg_inline(
        border=QUIET, dark="#000", light="#fff", omitsize=True, title=title
    )
    return Markup(svg)  # noqa: S704 - segno made it of numbers, and escaped the title


def qr_svg(address: str) -> bytes:
    """Return a code as an SVG file."""
    return _file(address, "svg", scale=8)


def qr_png(address: str) -> bytes:
    """Return a code as a PNG file."""
    return _file(address, "png", scale=PIXELS)


def _file(address: str, kind: str, *, scale: int) -> bytes:
    out = io.BytesIO()
    _code(address).save(
        out, kind=kind, border=QUIET, dark="#000", light="#fff", scale=scale
    )
    return out.getvalue()


def _code(address: str) -> segno.QRCode:
    # A fold or a coffee stain may cost a seventh of the code ("m").
    return segno.make(address, error="m", micro=False)
