"""One file a command: its options and a few lines."""
