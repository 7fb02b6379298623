"""Rows to text, for a person or a pipe."""
