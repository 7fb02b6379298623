"""The problems of syntax and form: what each means, with an example of it and of its remedy."""

from __future__ import annotations

from textwrap import indent


def _doc(sentences: str, bad: str = "", good: str = "") -> str:
    """An explanation; the examples under `Bad::` and `Good::` are each the second file."""
    text = sentences.lstrip("\n")
    for title, example in (("Bad", bad), ("Good", good)) if bad else ():
        text += f"\n{title}::\n\n" + indent(example.strip("\n") + "\n", "    ")
    return text


def _agency(fields: str = "") -> str:
    """An organization with these fields, and a name and sources where they have none."""
    name, sources = "name: Agency", "sources: [press-page, official-page]"
    lines = fields.strip("\n").splitlines()
    before = [] if any(line.startswith("name:") for line in lines) else [name]
    after = [] if any(line.startswith("sources:") for line in lines) else [sources]
    return "organizations:\n  agency:\n" + indent("\n".join([*before, *lines, *after]), "    ")


def _page(field: str, url: str = "https://example.org/law") -> str:
    """A source with one more field."""
    fields = f"url: {url}\npublisher: Example\n{field}"
    return "sources:\n  law-page:\n" + indent(fields, "    ")


FORMS: dict[str, str] = {
    "alias": _doc(
        """
Text cannot start with `*`, or with `&` and a space: YAML takes these for an alias or anchor.
A registry has no aliases. Put text that needs the sign in quotes.
""",
        _agency("note: *provisional*"),
        _agency('note: "*provisional*"'),
    ),
    "anchor": _doc(
        """
A value cannot start with `&`: YAML takes what follows for the name of an anchor.
A registry has no anchors: every record is written out in full.
""",
        _agency("sources: &pages [press-page, official-page]"),
        _agency(),
    ),
    "arabic-comma": _doc(
        """
The Arabic comma (،) does not separate items in brackets or braces, so two items become one text.
Use an ordinary comma (,) between them.
""",
        _agency("sources: [press-page، official-page]"),
        _agency(),
    ),
    "bidi-control": _doc(
        """
An invisible control character changes the order in which letters are shown, or is never closed.
Arabic is shown correctly without it: delete it. The bad example writes it as `\\u202e`; in a file
you do not see it.
""",
        _agency('name: "\\u202eAgency"'),
        _agency(),
    ),
    "closed-item": _doc(
        """
A field stands below an item in braces, and a brace has ended that item.
Write the item without braces, one field per line; then the field can stand with the others.
""",
        _agency("""
figures:
  - {metric: jobs, value: 500}
    note: A first count
"""),
        _agency("""
figures:
  - metric: jobs
    value: 500
    note: A first count
"""),
    ),
    "colon-in-text": _doc(
        """
A colon followed by a space separates a key from its value. Put text that contains one in quotes.
This is common in French, where there is also a space before the colon.
""",
        _agency("name: Agence : les débuts"),
        _agency('name: "Agence : les débuts"'),
    ),
    "comma-in-text": _doc(
        """
In braces and brackets a comma separates two entries. Put a text that contains one in quotes, also
a text with a bracket, or with a space and a `#`.
""",
        _agency("figures: [{metric: jobs, part: women, girls, value: 500}]"),
        _agency('figures: [{metric: jobs, part: "women, girls", value: 500}]'),
    ),
    "comment-without-space": _doc(
        """
A comment needs a space before its `#`. Right after a quote, a comma or a bracket, some programs
start a comment and drop the rest of the line, and others do not, so it is not allowed.
""",
        _agency('name: "Agency"#1 of three'),
        _agency('name: "Agency #1 of three"'),
    ),
    "control-character": _doc(
        """
The text contains an invisible control character, for example after copying from a PDF. Delete it.
The bad example writes it as `\\e`; in a file you do not see it.
""",
        _agency('name: "Agency\\e"'),
        _agency(),
    ),
    "dash": _doc(
        """
Each item of a list that is written line by line begins with a dash and a space. Word processors
put a bullet or a longer dash in its place.
""",
        _agency("""
sources:
  - press-page
  -official-page
"""),
        _agency("""
sources:
  - press-page
  - official-page
"""),
    ),
    "duplicate-id": _doc(
        """
An id belongs to one record only, across all collections and files of a registry.
Rename one of the two, or merge them if they are about the same thing.
""",
        """
organizations:
  ministry: {name: Ministry of Water, sources: [press-page, official-page]}
""",
        """
organizations:
  ministry-of-water: {name: Ministry of Water, sources: [press-page, official-page]}
""",
    ),
    "duplicate-key": _doc(
        """
A key may be used once in a record, a collection once in a file, and the header `registry` once in
all files. With two values for one key, it is unclear which one is meant.
""",
        _agency("""
name: Agency
name: Agence
"""),
        _agency("""
name:
  en: Agency
  fr: Agence
  ar: وكالة
"""),
    ),
    "empty-record": _doc(
        """
The id has no fields. Add its fields, or delete the line.
If there are fields below it, indent them further than the id.
""",
        """
organizations:
  agency:
""",
        _agency(),
    ),
    "empty-text": _doc(
        """
A text is empty or contains only spaces.
Write the text, or delete the field.
""",
        _agency('summary: ""'),
        _agency(),
    ),
    "indentation": _doc(
        """
Indentation shows what a line belongs to, so the fields of a record start in the same column.
So do the dashes of a list, which starts on the line after its key.
""",
        _agency("  kind: agency"),
        _agency("kind: agency"),
    ),
    "invisible-character": _doc(
        """
Soft hyphens, zero-width spaces and tag characters are invisible and come with copied text. Two
texts that look the same are then different, and search does not find one by the other. The joiners
that Arabic and emoji need (U+200C, U+200D) are allowed.
""",
        _agency('name: "Agen\\u00adcy"'),
        _agency(),
    ),
    "key-not-text": _doc(
        """
The part before a colon is a key, a single text such as `name`: not empty, not a list, not a
mapping.
""",
        _agency(": agency"),
        _agency("kind: agency"),
    ),
    "line-separator": _doc(
        """
An invisible character breaks the line in some programs but not in others; it comes with copied
text. Delete it. The bad example writes it as `\\u2028`; in a file you do not see it.
""",
        _agency('name: "National\\u2028Agency"'),
        _agency("name: National Agency"),
    ),
    "merge-conflict": _doc(
        """
git leaves both versions of a place that two people changed. Keep one of the two, or what is right
of both, and delete the three lines that git wrote around them.
""",
        """
organizations:
  agency:
<<<<<<< HEAD
    name: Agency
=======
    name: The Agency
>>>>>>> branch
    sources: [press-page, official-page]
""",
        _agency(),
    ),
    "merge-key": _doc(
        """
The key `<<` would copy the fields of another record into this one.
A registry has no merge keys: write the fields out.
""",
        _agency("<<: {kind: agency}"),
        _agency("kind: agency"),
    ),
    "missing-comma": _doc(
        """
In braces and brackets entries are separated by a comma and a space.
""",
        _agency("figures: [{metric: jobs, value: 500 by: 2030}]"),
        _agency("figures: [{metric: jobs, value: 500, by: 2030}]"),
    ),
    "missing-key": _doc(
        """
Some fields are required: an organization needs a name, a source an address and a publisher, an
initiative a history.
""",
        """
organizations:
  agency:
    kind: agency
    sources: [press-page, official-page]
""",
        _agency("kind: agency"),
    ),
    "no-break-space": _doc(
        """
A no-break space looks like a space but is not one, so the key before it is not recognized. French
and Arabic keyboards type it easily. Replace it with an ordinary space. In the bad example it is
between `kind:` and `agency`.
""",
        _agency("kind:\u00a0agency"),
        _agency("kind: agency"),
    ),
    "no-id": _doc(
        """
A second record begins in the lines of the first, without the line of its id.
Type the id and a colon above its first field, two spaces to the left.
""",
        """
sources:
  daily-page:
    url: https://daily.example/1
    publisher: The Daily

    url: https://daily.example/2
    publisher: The Daily
""",
        """
sources:
  daily-page:
    url: https://daily.example/1
    publisher: The Daily

  daily-plan:
    url: https://daily.example/2
    publisher: The Daily
""",
    ),
    "no-colon": _doc(
        """
Each key is followed by a colon and a space, then by its value.
""",
        _agency("kind agency"),
        _agency("kind: agency"),
    ),
    "no-space": _doc(
        """
A colon after a key is followed by a space, or it is part of the text.
""",
        _agency("kind:agency"),
        _agency("kind: agency"),
    ),
    "not-a-comment": _doc(
        """
A note to other editors, which the program skips, begins with `#`.
""",
        _agency("// to be confirmed"),
        _agency("# to be confirmed"),
    ),
    "not-a-country": _doc(
        """
A country is its two capital letters in ISO 3166, the same in every language.
""",
        _agency("country: France"),
        _agency("country: FR"),
    ),
    "not-a-date": _doc(
        """
A date starts with the year and is as precise as is known: `2026`, `2026-01` or `2026-01-31`.
A tilde after it means about; two dates with a slash between them are a span.
""",
        _page("published: 31/01/2026"),
        _page("published: 2026-01-31"),
    ),
    "not-a-flag": _doc(
        """
A flag is written `true`, in English and in these letters. If it is not true, delete the field.
""",
        """
initiatives:
  plan:
    kind: strategy
    name: Plan
    sources: [press-page, official-page]
    history:
      - date: 2025-01-12
        status: announced
        undecided: yes
        others_say: [{status: adopted, sources: [official-page]}]
""",
        """
initiatives:
  plan:
    kind: strategy
    name: Plan
    sources: [press-page, official-page]
    history:
      - date: 2025-01-12
        status: announced
        undecided: true
        others_say: [{status: adopted, sources: [official-page]}]
""",
    ),
    "not-a-language": _doc(
        """
A language is a short tag, as in BCP 47: `en`, `es`, `ar`, or with a country, `pt-BR`.
""",
        _page("language: French"),
        _page("language: fr"),
    ),
    "not-a-registry": _doc(
        """
A file of a registry consists of collections, such as `organizations:`, with records below them.
It is neither empty nor a list; a line that starts with a dash is an item of a list.
""",
        "- agency: {name: Agency, sources: [press-page, official-page]}",
        """
organizations:
  agency: {name: Agency, sources: [press-page, official-page]}
""",
    ),
    "not-a-value": _doc(
        """
A value is a number in digits with a decimal point, then `k`, `m`, `bn` or `tn` if needed, then its
unit. Do not separate thousands. `+` after the number means at least, `~` means about.
""",
        _agency("""
figures:
  - metric: budget
    value: 1,4 milliard EUR
"""),
        _agency("""
figures:
  - metric: budget
    value: 1.4 bn EUR
"""),
    ),
    "not-an-address": _doc(
        """
Copy the whole address from the browser: it starts with `https://` or `http://` and has no spaces.
""",
        _page("", "www.example.org/law"),
        _page("", "https://www.example.org/law"),
    ),
    "not-an-id": _doc(
        """
An id consists of lower-case letters without accents, digits, and single hyphens between them, so
that anyone can type it.
""",
        """
organizations:
  Agence_Numérique: {name: Agence, sources: [press-page, official-page]}
""",
        """
organizations:
  agence-numerique: {name: Agence, sources: [press-page, official-page]}
""",
    ),
    "not-utf-8": _doc(
        """
The file is not saved as UTF-8, the encoding that allows Arabic, French and English in one file.
Save it as UTF-8, then check that its letters with accents are still correct.
""",
    ),
    "schema-version": _doc(
        """
A registry states the version of its format with `schema_version: 1`. No other version is supported.
""",
        """
schema_version: 2
organizations:
  agency:
    name: Agency
    sources: [press-page, official-page]
""",
        """
schema_version: 1
organizations:
  agency:
    name: Agency
    sources: [press-page, official-page]
""",
    ),
    "several-documents": _doc(
        """
A line of three dashes starts a second YAML document, but a file is read as one: delete the line.
""",
        """
organizations:
  agency:
    name: Agency
    sources: [press-page, official-page]
---
events:
  conference: {name: Conference, date: 2026-01-12, sources: [press-page, official-page]}
""",
        """
organizations:
  agency:
    name: Agency
    sources: [press-page, official-page]
events:
  conference: {name: Conference, date: 2026-01-12, sources: [press-page, official-page]}
""",
    ),
    "smart-quote": _doc(
        """
Quotes of print (“ ” „ « ») are part of the text for YAML. Where a text needs quotes, type straight
ones: `"`.
""",
        _agency("note: “The state : a start”"),
        _agency('note: "The state : a start"'),
    ),
    "tab": _doc(
        """
Lines are indented with spaces, two for each level. Editors show tabs with different widths, so a
tab cannot show what a line belongs to. In the bad example there is a tab before `name`.
""",
        """
organizations:
  agency:
  \tname: Agency
    sources: [press-page, official-page]
""",
        _agency(),
    ),
    "tag": _doc(
        """
A value cannot start with an exclamation mark: YAML takes what follows for a type.
A registry has no types. Put text that needs its exclamation mark in quotes.
""",
        _agency("name: !mpact Agency"),
        _agency('name: "!mpact Agency"'),
    ),
    "too-deep": _doc(
        """
No registry needs brackets or indentation nested more than 32 levels deep. Usually a bracket was
typed again and again.
""",
        _agency(
            "sources: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[press-page]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"
        ),
        _agency("sources: [press-page]"),
    ),
    "too-long": _doc(
        """
A text has at most 100,000 characters.
A registry states a fact in a sentence; longer text belongs in the pages that it cites.
""",
    ),
    "unclosed-bracket": _doc(
        """
A list opened with `[` ends with `]`, a mapping opened with `{` ends with `}`, and commas separate
items. Inside brackets, put text that contains a comma or a bracket in quotes.
""",
        _agency("sources: [press-page, official-page"),
        _agency(),
    ),
    "unclosed-quote": _doc(
        """
Text that starts with a quote ends with the same quote, and does not contain it in between.
An apostrophe is also a single quote: put text that contains one in double quotes.
""",
        _agency("name: 'Agence de l'eau'"),
        _agency('name: "Agence de l\'eau"'),
    ),
    "unknown-key": _doc(
        """
Each collection has a fixed list of fields, in English, whatever the language of the registry.
A misspelled or translated field would be ignored, so it is an error.
""",
        _agency("pays: FR"),
        _agency("country: FR"),
    ),
    "unknown-term": _doc(
        """
Kinds, statuses and roles come from fixed lists, in English; they are printed in the language of the
reader.
""",
        _agency("kind: agence"),
        _agency("kind: agency"),
    ),
    "wrong-type": _doc(
        """
Each field expects a text, a list, or key: value pairs, and something else was written.
A list is written in square brackets, or with a dash before each item, even for a single item.
""",
        _agency("sources: press-page, official-page"),
        _agency(),
    ),
    "yaml-syntax": _doc(
        """
Something else prevents the file from being read: text that starts with `@`, `%` or a backtick, or a
closing bracket without an opening one. Put such text in quotes; delete such a bracket.
""",
        _agency("""
identifiers:
  mastodon: @agency
"""),
        _agency("""
identifiers:
  mastodon: "@agency"
"""),
    ),
}
"""By code, in alphabetical order: the sentences, then the examples under `Bad::` and `Good::`."""
