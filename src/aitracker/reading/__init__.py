"""YAML text to records, or to problems with their places."""
