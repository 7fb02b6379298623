"""The kinds of typos: what is typed in place of what, after what, or moved.

`pattern` finds the lines on which it can happen, `typed` is what comes in place of what it matches.
"""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of typo; `count` is how many are typed at most, 0 for the usual number."""

    group: str
    name: str
    pattern: str
    typed: str
    count: int = 0
    below: int = 0
    """How many lines below a problem may be placed on too."""
    above: bool = False
    """Whether it may be placed on the line above an insertion."""


class Move(NamedTuple):
    """A line, and all that is deeper below it, moved to the right by so many spaces."""

    group: str
    name: str
    pattern: str
    by: int
    count: int = 0


NBSP, ZWSP, LRM, RLM, SHY, NBHY = "\u00a0", "\u200b", "\u200e", "\u200f", "\u00ad", "\u2011"
_FIELD = r"^    (?=[a-z_]+: )"
_INNER = r"^        (?=[a-z_]+: )"

SUBSTITUTIONS = [
    Kind("indentation", "a field one space left", _FIELD, "   "),
    Kind("indentation", "a field one space right", _FIELD, "     "),
    Kind("indentation", "a field two spaces right", _FIELD, "      "),
    Kind("indentation", "a field two spaces left", _FIELD, "  "),
    Kind("indentation", "a field of a step under its dash", _INNER, "      "),
    Kind("indentation", "a field of a step one space right", _INNER, "         "),
    Kind("indentation", "a field of a step one space left", _INNER, "       "),
    Kind("indentation", "a field of a step two spaces right", _INNER, "          "),
    Kind("indentation", "a tab", r"^    (?=[a-z_]+: )", "\t", 3),
    Kind("indentation", "a tab after spaces", r"^      - ", "    \t- ", 2),
    Kind("indentation", "a language one space left", r"^      (?=(en|fr|ar): )", "     "),
    Kind("indentation", "an item one space left", r"^      (?=- )", "     "),
    Kind("indentation", "an item one space right", r"^      (?=- )", "       "),
    Kind("dashes", "no space after a dash", r"^      - ", "      -"),
    Kind("dashes", "a dash before a field", _FIELD, "    - ", 3),
    Kind("dashes", "a dash before a record", r"^  (?=[a-z]+-[a-z]+:$)", "  - ", 3),
    Kind("dashes", "a bullet", r"^      - ", "      • ", 3),
    Kind("dashes", "an en dash", r"^      - ", "      – ", 3),
    Kind("dashes", "an em dash", r"^      - ", "      — ", 2),
    Kind("dashes", "a star", r"^      - ", "      * ", 2),
    Kind("dashes", "no dash", r"^      - ", "        ", 3),
    Kind("colons", "no space after the colon", r"^(    [a-z_]+): (?=\S)", r"\1:"),
    Kind("colons", "no space after the colon in a step", r"^(        [a-z_]+): ", r"\1:"),
    Kind("colons", "no space after a colon after a dash", r"^(      - [a-z_]+): ", r"\1:", 3),
    Kind("colons", "no colon", r"^(    [a-z_]+): (?=\S)", r"\1 "),
    Kind("colons", "no colon in a step", r"^(        [a-z_]+): ", r"\1 ", 3),
    Kind("colons", "an equals sign", r"^(    [a-z_]+): ", r"\1 = ", 3),
    Kind("colons", "a wide colon", r"^(    [a-z_]+): ", r"\1： ", 2),
    Kind("colons", "no colon after an id", r"^(  [a-z]+-[a-z]+):$", r"\1", 3),
    Kind("colons", "a semicolon", r"^(    [a-z_]+): ", r"\1; ", 2),
    Kind("colons", "a colon in a text", r"^(    (?:summary|note|title|place): .*)$", r"\1 : suite"),
    Kind("colons", "a colon in a text of a step", r"^(        summary: \S+) ", r"\1 : "),
    Kind("colons", "a colon in braces", r"(summary: \w+) ", r"\1: "),
    Kind("braces", "no closing brace", r"\}$", ""),
    Kind("braces", "no opening brace", r"- \{", "- ", 3),
    Kind("braces", "a closing brace too many", r"\}$", "}}", 2),
    Kind("braces", "no closing bracket", r"\](?=\}?$)", ""),
    Kind("braces", "a round bracket", r"\]$", ")", 2),
    Kind("braces", "the other bracket", r"\]\}$", "}}", 2),
    Kind("braces", "no comma between entries", r", (?=[a-z_]+: )", " "),
    Kind("braces", "an Arabic comma between entries", r", (?=[a-z_]+: )", "، ", 3),
    Kind("braces", "a semicolon between entries", r", (?=[a-z_]+: )", "; ", 3),
    Kind("braces", "no space after the colons", r"(\{[a-z_]+): (\w+), ([a-z_]+): ", r"\1:\2, \3:"),
    Kind("braces", "an Arabic comma in a list", r"(\[[a-z-]+), (?=[a-z-]+\])", r"\1، ", 3),
    Kind("braces", "no comma in a list", r"(\[[a-z-]+), (?=[a-z-]+\])", r"\1 ", 3),
    Kind("braces", "a comma in a text", r"(summary: \w+)(?= \w+.*\}$)", r"\1,"),
    Kind("braces", "a number sign in braces", r"(\{.*summary: \w+) ", r"\1 #3 ", 3),
    Kind("braces", "round brackets for a list", r"\[([a-z-]+), ([a-z-]+)\]$", r"(\1, \2)", 3),
    Kind("quotes", "a quote not closed", r"^(    (?:summary|title): )(.*)$", r'\1"\2'),
    Kind("quotes", "a quote not closed in braces", r"(summary: )([^,]+)(?=[,}])", r'\1"\2', 3),
    Kind("quotes", "quotes for a part", r"^(    (?:summary|note|title): )(\S+)", r'\1"\2"', 3),
    Kind(
        "quotes",
        "smart quotes round a colon",
        r"^(    (?:summary|title): )(\S+) (.*)$",
        r"\1“\2 : \3”",
        3,
    ),
    Kind(
        "quotes", "smart quotes round a comma", r"(\{.*summary: )(\w+) ([^,}]+)", r"\1“\2, \3”", 3
    ),
    Kind("quotes", "guillemets", r"^(    (?:summary|title): )(\S+) (.*)$", r"\1« \2 : \3 »", 3),
    Kind("quotes", "an apostrophe in quotes", r"^(    summary: )(.*)$", r"\1'l'art \2'", 2),
    Kind("quotes", "a smart quote closes", r"^(    (?:summary|title): )(.*)$", r'\1"\2”', 3),
    Kind("characters", "a no-break space after a key", r"^(    [a-z_]+): ", rf"\1:{NBSP}", 3),
    Kind("characters", "no-break spaces for indent", r"^    (?=[a-z_]+: )", NBSP * 4, 3),
    Kind("characters", "a no-break space in a list", r"(\[[a-z-]+), ", rf"\1,{NBSP}", 3),
    Kind("characters", "a no-break space before a name", r", (?=Blue)", f",{NBSP}", 1),
    Kind("characters", "a zero-width space in an id", r"(\[[a-z]+)-", rf"\1{ZWSP}-", 3),
    Kind("characters", "a soft hyphen in a name", r"(      (?:en|fr): \w\w)", rf"\1{SHY}", 3),
    Kind("characters", "a mark before an Arabic name", r"(      ar: )", rf"\1{RLM}", 3),
    Kind("characters", "a mark in a name", r"(      (?:en|fr): )", rf"\1{LRM}", 3),
    Kind("characters", "a mark before an id", r"(\[)(?=[a-z]+-)", rf"\1{LRM}", 3),
    Kind("characters", "a hyphen of a word processor", r"(\[[a-z]+)-", rf"\1{NBHY}", 3),
    Kind("characters", "a mark in a date", r"(date: )(?=2)", rf"\1{LRM}", 2),
    Kind("characters", "a no-break space in a value", r"1\.4 bn MAD", f"1.4{NBSP}bn{NBSP}MAD", 1),
    Kind("levels", "sources without brackets", r"^(    sources: )\[(.*)\]$", r"\1\2", 3),
    Kind("levels", "one source without brackets", r"sources: \[([a-z-]+)\]", r"sources: \1", 3),
    Kind("levels", "a list of statuses", r"status: (\w+)(?=$|,)", r"status: [announced, \1]", 2),
    Kind("levels", "people as a list", r"^(          )(?:attended): (.*)$", r"\1- leila-haddad", 1),
    Kind("levels", "description", r"^    summary: ", "    description: "),
    Kind("levels", "a word of another language", r"^    summary: ", "    résumé: ", 2),
    Kind("levels", "a key in capitals", r"^    (?=sources)s", "    S", 3),
    Kind("levels", "a key in the singular", r"^    sources:", "    source:", 2),
    Kind("levels", "a key misspelled", r"^    summary:", "    sumary:", 2),
    Kind("ids", "an id with a letter less", r"\[([a-z]+)[a-z]-([a-z-]+)", r"[\1-\2", 5),
    Kind("ids", "an underscore", r"\[([a-z]+)-([a-z-]+)", r"[\1_\2"),
    Kind("ids", "spaces and capitals", r"\[([a-z]+)-([a-z]+)(?=\])", r"[\1 \2", 3),
    Kind("ids", "an id in capitals", r"sources: \[gazette-lab\]", "sources: [Gazette-Lab]", 3),
    Kind("ids", "the name of a record", r"lead: digital-office", "lead: Office du numérique", 2),
    Kind("ids", "the Arabic name", r"lead: digital-office", "lead: ديوان الرقمنة", 1),
    Kind("ids", "a name a letter off", r"lead: digital-office", "lead: Ofice du numérique", 2),
    Kind("ids", "an Arabic name a letter off", r"- amal-benali", "- أمال بنعليي", 1),
    Kind("ids", "a signatory with an underscore", r"- amal-benali", "- amal_benali", 1),
    Kind("ids", "a signatory's name a letter off", r"- amal-benali", "- Amal Benaly", 1),
    Kind(
        "ids",
        "the address for a source",
        r"sources: \[gazette-lab\]",
        'sources: ["https://gazette.example/lab"]',
        3,
    ),
    Kind("ids", "the publisher for a source", r"\[sada-markaz\]", "[Sada]", 1),
    Kind("ids", "the title for a source", r"\[sada-markaz\]", "[افتتاح مركز القراءة]", 1),
    Kind("ids", "the name for an event", r"at: reading-days", "at: Journées de la lecture", 1),
    Kind(
        "ids", "the name for a relation", r"\[lab-memorandum\]", "[Memorandum on a laboratory]", 1
    ),
    Kind(
        "ids", "the id of another collection", r"organizers: \[.*\]", "organizers: [amal-benali]", 1
    ),
    Kind("words", "an English label", r"kind: mou", "kind: memorandum of understanding", 1),
    Kind("words", "a French label", r"kind: institute", "kind: institut", 1),
    Kind("words", "another French label", r"kind: mou", "kind: mémorandum d'entente", 1),
    Kind("words", "an Arabic label", r"kind: programme", "kind: برنامج", 1),
    Kind("words", "an Arabic status", r"status: launched", "status: تم الإطلاق", 1),
    Kind("words", "a French status", r"status: signed", "status: signé", 2),
    Kind("words", "a French source", r"kind: official", "kind: officiel", 2),
    Kind("words", "a word misspelled", r"status: (\w+)e(\w)", r"status: \1\2"),
    Kind("words", "a word in capitals", r"kind: (\w)(\w+)$", r"kind: X\2", 1),
    Kind("words", "the American spelling", r"kind: programme", "kind: program", 1),
    Kind("words", "a role in French", r"attended:", "présents:", 1),
    Kind("words", "a role misspelled", r"presided:", "presidded:", 1),
    Kind(
        "words",
        "a flag",
        r"^        others_say:$",
        "        undecided: yes\n        others_say:",
        1,
    ),
    Kind("dates", "day first", r"(\d{4})-(1[3-9]|2\d)(?!\d)", r"\1-\2", 1),
    Kind("dates", "day, month, year", r"date: (\d{4})-(\d\d)-(1[3-9]|2\d)", r"date: \3/\2/\1"),
    Kind("dates", "dots", r"(\d{4})-(\d\d)-(1[3-9]|2\d)$", r"\3.\2.\1", 3),
    Kind("dates", "no zeros", r"(\d{4})-0(\d)-0?(\d+)$", r"\1-\2-\3"),
    Kind("dates", "Arabic digits", r"published: 2025-10-02", "published: ٢٠٢٥-١٠-٠٢", 1),
    Kind("dates", "a French month", r"published: 2026-01-21", "published: 21 janvier 2026", 1),
    Kind("dates", "an Arabic month", r"published: 2026-02-02", "published: 2 فبراير 2026", 1),
    Kind("dates", "an English month", r"date: 2026-01-20", "date: January 20, 2026", 2),
    Kind("dates", "an en dash in a date", r"(\d{4})-(\d\d)-(\d\d)$", r"\1–\2–\3", 3),
    Kind("dates", "day and month are both possible", r"date: 2025-09-12", "date: 12/09/2025", 1),
    Kind("dates", "a span with a dash", r"2026-01-19/2026-01-20", "2026-01-19 - 2026-01-20", 1),
    Kind("dates", "the 30th of February", r"date: 2026-02-01", "date: 2026-02-30", 1),
    Kind("dates", "month 13", r"published: 2026-01-21", "published: 2026-21-01", 1),
    Kind("dates", "in the future", r"date: 2025-12-15", "date: 2062-12-15", 1),
    Kind("dates", "next year as if it had happened", r"date: 2026-01-20", "date: 2027-01-20", 2),
    Kind("dates", "a year of two digits", r"due: 2025", "due: 25", 1),
    Kind("values", "a decimal comma", r"value: 1.4 bn", "value: 1,4 bn", 1),
    Kind("values", "a space in a number", r"value: 15000", "value: 15 000", 1),
    Kind("values", "a comma in a number", r"value: 15000", "value: 15,000", 1),
    Kind("values", "a French milliard", r"value: 1.4 bn MAD", "value: 1,4 milliard MAD", 1),
    Kind("values", "MMDH", r"value: 1.4 bn MAD", "value: 1,4 MMDH", 1),
    Kind("values", "more than", r"value: (\d+)", r"value: > \1"),
    Kind("values", "about", r"value: (\d+)", r"value: environ \1", 3),
    Kind("values", "no space before the unit", r"value: 12", "value: 12MW", 1),
    Kind("values", "a currency sign", r"value: 1.4 bn MAD", "value: $1.6bn", 1),
    Kind("values", "M for million", r"value: 1.4 bn MAD", "value: 1200 M MAD", 1),
    Kind("values", "Mrd", r"value: 1.4 bn MAD", "value: 1.2 Mrd EUR", 1),
    Kind("values", "an address without https", r"url: https://", "url: www."),
    Kind("values", "an address with a space", r"url: (\S+)/", r"url: \1 /", 2),
    Kind("values", "a country by name", r"country: MA", "country: Maroc", 1),
    Kind("values", "a language by name", r"language: fr", "language: français", 2),
    Kind("copies", "an empty name", r"name: Reading Machine", "name: {fr: }", 1),
    Kind("copies", "an id of another record", r"^  omar-idrissi:", "  amal-benali:", 1),
    Kind(
        "copies", "an id of another collection", r"^  atlas-university:", "  omar-idrissi:", 1, 60
    ),
    Kind("copies", "two milestones of one name", r"Twelve sites", "First site", 1),
    Kind(
        "copies",
        "one address under two ids",
        r"gazette.example/lab",
        "gazette.example/machine",
        1,
        8,
    ),
    Kind(
        "copies",
        "a rival that repeats",
        r"date: 2025-09-13, sources",
        "date: 2025-09-12, sources",
        1,
    ),
    Kind("copies", "present and absent", r"attended: \[leila-haddad\]", "absent: [amal-benali]", 1),
    Kind("copies", "a source cited twice", r"\[gazette-lab\]", "[gazette-lab, gazette-lab]", 2),
    Kind(
        "copies",
        "a second collection",
        r"^  convention-ecoles:",
        "partnerships:\n  convention-ecoles:",
        1,
    ),
    Kind("copies", "a key twice", r"^(    kind: .*)$", r"\1\n\1", 3),
    Kind("copies", "one figure twice", r"^(      - \{metric: readers.*)$", r"\1\n\1", 1),
]

INSERTIONS = [
    Kind(
        "levels",
        "a rival under a one-line item",
        r"^      - \{.*\}$",
        "        others_say:\n          - {says: no, sources: [gazette-lab]}",
        above=True,
    ),
    Kind(
        "levels",
        "a rival in line with the dashes",
        r"^      - \{date.*\}$",
        "      others_say:\n        - {says: no, sources: [gazette-lab]}",
        2,
        above=True,
    ),
    Kind(
        "levels",
        "a note under a one-line item",
        r"^      - \{.*\}$",
        "        note: seen",
        3,
        above=True,
    ),
    Kind(
        "levels",
        "a status on the record",
        r"^    kind: (programme|strategy|mou)",
        "    status: active",
        2,
    ),
    Kind(
        "levels",
        "a figure's rival on the record",
        r"^    kind: programme",
        "    others_say: [{value: 3000, sources: [gazette-lab]}]",
        1,
    ),
    Kind(
        "levels",
        "signatories",
        r"^    kind: (mou|convention)",
        "    signatories: [leila-haddad]",
        2,
    ),
    Kind("levels", "signed on the record", r"^    kind: mou", "    signed: [leila-haddad]", 1),
    Kind("levels", "a deadline on the record", r"^    kind: programme", "    due: 2027", 1),
    Kind("levels", "a value on a step", r"^        status: launched", "        value: 12", 1),
    Kind("levels", "a publisher on a record", r"^    kind: mou", "    publisher: Sada", 1),
    Kind(
        "levels",
        "a partnership among events",
        r"^events:$",
        "\n  other-accord:\n    kind: mou\n    name: Accord\n    parties: [digital-office]\n"
        "    sources: [gazette-lab, office-lab]\n    history:\n"
        "      - {date: 2026-01-20, status: signed}\n",
        1,
    ),
    Kind(
        "levels",
        "a record at the margin",
        r"^partnerships:$",
        "\natlas-calcul:\n    kind: mou\n    name: Accord\n    parties: [digital-office]\n"
        "    sources: [gazette-lab, office-lab]\n    history:\n"
        "      - {date: 2026-01-20, status: signed}\n",
        1,
    ),
    Kind("dashes", "a note of a program", r"^    kind: ", "    // to be confirmed"),
    Kind("dashes", "two dashes for a note", r"^    kind: ", "    -- to be confirmed", 2),
    Kind(
        "copies",
        "a merge conflict",
        r"^    kind: (mou|official|ministry|strategy)",
        "<<<<<<< HEAD\n    note: one\n=======\n    note: two\n>>>>>>> branch",
        3,
    ),
    Kind(
        "copies",
        "a source that exists",
        r"^sources:$",
        "\n  gazette-readers:\n    url: https://gazette.example/lab\n    publisher: The Gazette\n"
        "    published: 2026-01-21\n    language: en\n",
        1,
        130,
    ),
]

BLOCKS = [
    Move("indentation", "a list two spaces left", r"^    (history|figures|milestones):$", -2),
    Move("indentation", "a list two spaces right", r"^    (history|figures|milestones):$", 2),
    Move("indentation", "a list one space left", r"^    (history|figures|name|objectives):$", -1),
    Move("indentation", "a list one space right", r"^    (history|figures|name|people):$", 1),
    Move("indentation", "a record at the left margin", r"^  [a-z]+-[a-z]+:$", -2),
    Move("indentation", "a record two spaces right", r"^  [a-z]+-[a-z]+:$", 2),
    Move("indentation", "a record one space right", r"^  [a-z]+-[a-z]+:$", 1),
    Move("indentation", "a part of a step left", r"^        (people|others_say):$", -2, 2),
    Move("indentation", "a part of a step right", r"^        (people|others_say):$", 2, 2),
    Move("indentation", "a step one space left", r"^      - date:", -1),
    Move("indentation", "a step two spaces right", r"^      - (date|metric|organization):", 2),
]
