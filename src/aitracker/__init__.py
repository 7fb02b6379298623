"""A country's AI policy from the terminal: one plain YAML registry, checked, dated and sourced."""
