"""Which scanner goes through the arrays: the compiled one, where it was built."""

from locator.search.plain import PlainScanner
from locator.search.scanner import Arrays, Scanner

try:
    from locator.search.compiled import CompiledScanner
except ImportError:  # no compiler was there, or another Python than today's
    is_compiled = False
else:
    is_compiled = True


def make_scanner(arrays: Arrays) -> Scanner:
    """Return what goes through an index's arrays."""
    return CompiledScanner(arrays) if is_compiled else PlainScanner(arrays)
