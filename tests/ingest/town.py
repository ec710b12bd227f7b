"""A small invented town whose clinics open, close, move, rename and pair up at random."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.ingest.samples import row

Rows = dict[int, dict[str, Any]]


@dataclass
class Town:
    """What a directory would list today; numbers name true places, whatever they say."""

    random: Random
    rows: Rows = field(default_factory=dict)
    gone: Rows = field(default_factory=dict)
    last: int = 0

    def open(self) -> None:
        self.last += 1
        self.rows[self.last] = row(self.last)

    def close(self) -> None:
        number = self._any(self.rows)
        self.gone[number] = self.rows.pop(number)

    def reopen(self) -> None:
        if self.gone:
            number = self._any(self.gone)
            self.rows[number] = self.gone.pop(number)

    def rename(self) -> None:
        number = self._any(self.rows)
        name = f"Bay House {number} {self.random.randrange(99)}"
        self.rows[number] = {**self.rows[number], "name1": name}

    def move(self) -> None:
        number = self._any(self.rows)
        street = f"{self.random.randrange(900, 999)} Moved Street"
        self.rows[number] = {**self.rows[number], "street1": street}

    def change_phone(self) -> None:
        number = self._any(self.rows)
        phone = f"617-556-{self.random.randrange(9999):04}"
        self.rows[number] = {**self.rows[number], "phone": phone}

    def keep_private(self) -> None:
        number = self._any(self.rows)
        hidden = {"street1": "- - -", "latitude": None, "longitude": None}
        self.rows[number] = {**self.rows[number], **hidden}

    def pair(self) -> None:
        """List a place in the other half too: two rows of one place."""
        self.last += 1
        twin = self.rows[self._any(self.rows)]
        other = "MH" if twin["typeFacility"] == "SA" else "SA"
        self.rows[self.last] = {**twin, "typeFacility": other, "services": []}

    def take_old_name(self) -> None:
        """Open a place under the facts that another one was founded with."""
        number = self.random.randint(1, self.last)
        self.last += 1
        self.rows[self.last] = row(number, phone=f"617-557-{self.last:04}")

    def turn(self) -> None:
        """Let one thing happen."""
        turns = [
            self.open,
            self.close,
            self.reopen,
            self.rename,
            self.move,
            self.change_phone,
            self.keep_private,
            self.pair,
            self.take_old_name,
        ]
        self.random.choice(turns)()

    def listed(self) -> list[dict[str, Any]]:
        """Return the rows in no order."""
        rows = list(self.rows.values())
        self.random.shuffle(rows)
        return rows

    def _any(self, rows: Rows) -> int:
        return self.random.choice(sorted(rows))


def make_town(seed: int, size: int = 30) -> Town:
    town = Town(Random(seed))
    for _ in range(size):
        town.open()
    return town
