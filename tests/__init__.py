"""A package of its own, since a library brings another one of this name."""
