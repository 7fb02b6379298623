"""What stands as an example in a remedy, until the registry at hand has one of its own."""

from __future__ import annotations

LANGUAGES = "{en: ..., fr: ...}"
TAGS = "such as en, es or pt-BR"
COUNTRY = "such as DE"
ID = "national-ai-plan"
AMOUNT = "1.4 bn USD"
