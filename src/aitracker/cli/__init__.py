"""The terminal: commands, their options, and the one way out."""
