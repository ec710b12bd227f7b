"""UUIDs, which HSDS asks for, worked out from our own ids: the same for ever."""

from uuid import UUID, uuid5

# Ours alone, and never to change: every id ever handed out hangs on it.
NAMESPACE = UUID("6c1d4d0e-7d3c-5b0f-9a51-3f1f6f0a7b21")


def hsds_id(kind: str, *parts: str) -> str:
    """Return the UUID of a thing of ours, such as ("service", place id)."""
    return str(uuid5(NAMESPACE, "\x1f".join((kind, *parts))))


def organization_id(name: str, state: str) -> str:
    """Return the UUID of who runs places under a name in a state.

    Two states apart, one name is often two organizations; unsure never merges.
    """
    return hsds_id("organization", " ".join(name.casefold().split()), state)
