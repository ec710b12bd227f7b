"""A self-hosted locator for addiction treatment, built from public directories."""

__version__ = "0.1.0"
