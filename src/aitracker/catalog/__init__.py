"""Records to an SQLite index, and from it to rows."""
