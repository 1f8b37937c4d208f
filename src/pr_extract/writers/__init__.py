"""Releases written out: one module a format."""
