"""How much one file or one reply may hold: far above any real list, far below a bomb."""

from dataclasses import dataclass

from locator.errors import TooLarge

MB = 2**20
# Cells, rows, lists and entries are small objects: so many bytes of file for each keep
# what they take in memory within a few times the file. Real lists have 40 and more.
BYTES_A_VALUE = 16


@dataclass(frozen=True, slots=True)
class Limits:
    """What is read of one file; more is refused before it is taken into memory."""

    # Unpacked. FindTreatment.gov's whole list is about 90 MB of JSON.
    max_mb: int = 256
    max_rows: int = 200_000

    @property
    def max_bytes(self) -> int:
        """The most bytes of a file, unpacked."""
        return self.max_mb * MB

    @property
    def max_values(self) -> int:
        """The most cells of a table, or lists and entries of a JSON document."""
        return self.max_bytes // BYTES_A_VALUE

    def check_bytes(self, count: int, name: str) -> None:
        """Raise TooLarge for a file that unpacks to more than is read."""
        if count > self.max_bytes:
            raise TooLarge(
                f"{name} unpacks to more than {self.max_mb} MB, far more than any real"
                " list. If it is the right file, raise LOCATOR_IMPORT_MAX_MB."
            )

    def check_rows(self, count: int, name: str) -> None:
        """Raise TooLarge for a list of more rows than are read."""
        if count > self.max_rows:
            raise TooLarge(
                f"{name} has more than {self.max_rows:,} rows, far more than any real"
                " list. If it is the right file, raise LOCATOR_IMPORT_MAX_ROWS."
            )

    def check_values(self, count: int, name: str) -> None:
        """Raise TooLarge for what would be far larger in memory than it looks."""
        if count > self.max_values:
            raise TooLarge(
                f"{name} has more than {self.max_values:,} values, far more than any"
                " real list. If it is the right file, raise LOCATOR_IMPORT_MAX_MB."
            )


USUAL = Limits()


def count_json_values(text: bytes) -> int:
    """Return at least as many values as a JSON text holds, without reading it."""
    return text.count(b",") + text.count(b"[") + text.count(b"{")


def shown(text: object, longest: int = 200) -> str:
    """Return something of a file as a message may repeat it: short, on one line."""
    said = "".join(char if char.isprintable() else " " for char in str(text)[:longest])
    return said if len(str(text)) <= longest else f"{said}…"
