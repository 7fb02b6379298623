"""Changes to the text of a registry, which touch only the bytes they must."""
