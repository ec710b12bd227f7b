"""An operator's logo: a small PNG and nothing else, since an SVG can hold a program."""

import struct
from dataclasses import dataclass
from pathlib import Path

from locator.errors import ConfigError

PNG = b"\x89PNG\r\n\x1a\n"
MOST_BYTES = 40_000
MOST_WIDTH, MOST_HEIGHT = 1200, 600
SHOWN_WIDTH, SHOWN_HEIGHT = 160, 40  # pixels of the page, at most


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture to stand beside the site's name."""

    body: bytes
    width: int
    height: int

    @property
    def shown(self) -> tuple[int, int]:
        """How wide and high it is on the page."""
        scale = min(SHOWN_WIDTH / self.width, SHOWN_HEIGHT / self.height)
        return max(1, round(self.width * scale)), max(1, round(self.height * scale))


def read_logo(path: Path) -> Logo:
    """Return the picture; raise ConfigError with what to do where it cannot be used."""
    try:
        body = path.read_bytes()
    except OSError as error:
        raise ConfigError(
            f"logo: {path.name} cannot be read ({error.strerror}); put it beside the file"
        ) from error
    if not body.startswith(PNG) or len(body) < 33 or body[12:16] != b"IHDR":
        raise ConfigError(
            f"logo: {path.name} is no PNG; save it as one (an SVG can hold a program, so"
            " none is taken)"
        )
    if len(body) > MOST_BYTES:
        raise ConfigError(
            f"logo: {path.name} has {len(body):,} bytes and may have {MOST_BYTES:,};"
            " people pay for every one of them"
        )
    width, height = struct.unpack(">II", body[16:24])
    if not (0 < width <= MOST_WIDTH and 0 < height <= MOST_HEIGHT):
        raise ConfigError(
            f"logo: {path.name} is {width} by {height} pixels and may be"
            f" {MOST_WIDTH} by {MOST_HEIGHT}"
        )
    return Logo(body, width, height)
