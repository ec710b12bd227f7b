"""Migrations: small, numbered, named, two-way; docs/decisions/store.md says how."""
