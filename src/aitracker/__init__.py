"""A country's AI policy from the terminal: one plain YAML registry, checked, dated and sourced."""

__version__ = "0.2.0"
"""The version of the program; pyproject.toml takes it from here."""
