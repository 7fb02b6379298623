"""The problems of syntax and form, each with what it means and an example of the mistake and of its remedy."""

from __future__ import annotations

FORMS: dict[str, str] = {
    "alias": """\
A text cannot begin with `*`, nor with `&` and a space: YAML would take it for a mark that copies another text to this place.
Nothing is copied in a registry; a text that needs the sign stands in quotes.

Bad::

    organizations:
      agency:
        name: Agency
        note: *provisional*
        sources: [press-page, official-page]

Good::

    organizations:
      agency:
        name: Agency
        note: "*provisional*"
        sources: [press-page, official-page]
""",
    "anchor": """\
A value cannot begin with `&`: YAML takes what follows for a name by which the value is copied elsewhere.
Nothing is copied in a registry: every record says what it says where it stands.

Bad::

    organizations:
      agency:
        name: Agency
        sources: &pages [press-page, official-page]

Good::

    organizations:
      agency:
        name: Agency
        sources: [press-page, official-page]
""",
    "arabic-comma": """\
The Arabic comma (،) does not separate what stands in brackets or braces, so two ids, names or entries become one text.
Between them, type the ordinary comma.

Bad::

    organizations:
      agency:
        name: Agency
        sources: [press-page، official-page]

Good::

    organizations:
      agency:
        name: Agency
        sources: [press-page, official-page]
""",
    "bidi-control": """\
An invisible mark changes the order in which letters are shown, or opens a part of the text and never closes it.
Arabic is shown rightly without it: delete it. The first example shows it as `\\u202e`; in a file it is not to be seen.

Bad::

    organizations:
      agency:
        name: "\\u202eAgency"
        sources: [press-page, official-page]

Good::

    organizations:
      agency:
        name: Agency
        sources: [press-page, official-page]
""",
    "colon-in-text": """\
A colon with a space after it separates a key from its value, so a text that holds one stands in quotes.
This is frequent in French, where a space also stands before the colon.

Bad::

    organizations:
      agency:
        name: Agence : les débuts
        sources: [press-page, official-page]

Good::

    organizations:
      agency:
        name: "Agence : les débuts"
        sources: [press-page, official-page]
""",
    "comment-without-space": """\
A comment has a space before its `#`. Right after a quote, a comma or a bracket a `#` begins none, yet some programs take it for one
and drop the rest of the line; so it is refused.

Bad::

    organizations:
      agency:
        name: "Agency"#1 of three
        sources: [press-page, official-page]

Good::

    organizations:
      agency:
        name: "Agency #1 of three"
        sources: [press-page, official-page]
""",
    "control-character": """\
A character that cannot be seen came into the text, as may happen when it is copied from a PDF: delete it.
The first example shows it as `\\e`; in a file it is not to be seen.

Bad::

    organizations:
      agency:
        name: "Agency\\e"
        sources: [press-page, official-page]

Good::

    organizations:
      agency:
        name: Agency
        sources: [press-page, official-page]
""",
    "duplicate-id": """\
An id belongs to one record only, in all collections and all files of a registry.
Give one of the two another id, or join them if they are about the same thing.

Bad::

    organizations:
      ministry: {name: Ministry of Water, sources: [press-page, official-page]}

Good::

    organizations:
      ministry-of-water: {name: Ministry of Water, sources: [press-page, official-page]}
""",
    "duplicate-key": """\
A key stands once in a record, a collection once in a file, and the header `registry` once in all files.
If the same key stands twice, nobody can know which of the two values is meant.

Bad::

    organizations:
      agency:
        name: Agency
        name: Agence
        sources: [press-page, official-page]

Good::

    organizations:
      agency:
        name:
          en: Agency
          fr: Agence
          ar: وكالة
        sources: [press-page, official-page]
""",
    "empty-record": """\
An id with nothing below it says nothing: fill the record in, or delete the line.
Where something does stand below it, it is not indented far enough.

Bad::

    organizations:
      agency:

Good::

    organizations:
      agency:
        name: Agency
        sources: [press-page, official-page]
""",
    "empty-text": """\
A text in which nothing is written, or only spaces, says nothing.
Write the text; where there is nothing to say, leave the key out.

Bad::

    organizations:
      agency:
        name: Agency
        summary: ""
        sources: [press-page, official-page]

Good::

    organizations:
      agency:
        name: Agency
        sources: [press-page, official-page]
""",
    "indentation": """\
The spaces at the beginning of a line say what it belongs to, so the keys of one record stand exactly below each other.
So do the dashes of one list, which begins on the line after its key.

Bad::

    organizations:
      agency:
        name: Agency
          kind: agency
        sources: [press-page, official-page]

Good::

    organizations:
      agency:
        name: Agency
        kind: agency
        sources: [press-page, official-page]
""",
    "invisible-character": """\
A soft hyphen, a space without width or a tag character is not seen; it comes with text copied from a page. Two texts that look alike
are then two texts, and no search finds the one by the other. The joiners of Arabic and of emoji (U+200C, U+200D) may stand.

Bad::

    organizations:
      agency:
        name: "Agen\\u00adcy"
        sources: [press-page, official-page]

Good::

    organizations:
      agency:
        name: Agency
        sources: [press-page, official-page]
""",
    "key-not-text": """\
What stands before a colon is a key, a single text such as `name`: it cannot be missing, nor be a list or a mapping.

Bad::

    organizations:
      agency:
        name: Agency
        : agency
        sources: [press-page, official-page]

Good::

    organizations:
      agency:
        name: Agency
        kind: agency
        sources: [press-page, official-page]
""",
    "line-separator": """\
An invisible character breaks the line for some programs but not for others; it comes along when text is copied.
Delete it. The first example shows it as `\\u2028`; in a file it is not to be seen.

Bad::

    organizations:
      agency:
        name: "National\\u2028Agency"
        sources: [press-page, official-page]

Good::

    organizations:
      agency:
        name: National Agency
        sources: [press-page, official-page]
""",
    "merge-key": """\
The key `<<` would copy the keys of another record into this one.
Nothing is copied in a registry: write the keys out.

Bad::

    organizations:
      agency:
        name: Agency
        <<: {kind: agency}
        sources: [press-page, official-page]

Good::

    organizations:
      agency:
        name: Agency
        kind: agency
        sources: [press-page, official-page]
""",
    "missing-key": """\
Some keys cannot be left out: an organization has a name, a source an address and a publisher, an initiative a history.

Bad::

    organizations:
      agency:
        kind: agency
        sources: [press-page, official-page]

Good::

    organizations:
      agency:
        name: Agency
        kind: agency
        sources: [press-page, official-page]
""",
    "no-break-space": """\
A no-break space looks like a space but is none, so the key before it is not seen; French and Arabic keyboards type it easily.
Replace it by an ordinary space. In the first example it stands between `kind:` and `agency`.

Bad::

    organizations:
      agency:
        name: Agency
        kind:\u00a0agency
        sources: [press-page, official-page]

Good::

    organizations:
      agency:
        name: Agency
        kind: agency
        sources: [press-page, official-page]
""",
    "no-colon": """\
Each key is followed by a colon and a space, then by its value.

Bad::

    organizations:
      agency:
        name: Agency
        kind agency
        sources: [press-page, official-page]

Good::

    organizations:
      agency:
        name: Agency
        kind: agency
        sources: [press-page, official-page]
""",
    "not-a-country": """\
A country is written as the two capital letters it has in ISO 3166, the same in every language.

Bad::

    organizations:
      agency:
        name: Agency
        country: France
        sources: [press-page, official-page]

Good::

    organizations:
      agency:
        name: Agency
        country: FR
        sources: [press-page, official-page]
""",
    "not-a-date": """\
A date is written year first, with as much of it as is known: `2026`, `2026-01` or `2026-01-31`.
A tilde after it means about; two dates with a slash between them are a span.

Bad::

    sources:
      law-page:
        url: https://example.org/law
        publisher: Example
        published: 31/01/2026

Good::

    sources:
      law-page:
        url: https://example.org/law
        publisher: Example
        published: 2026-01-31
""",
    "not-a-flag": """\
What is either so or not so is answered by `true`, in these letters and in English; where it is not so, leave the key out.

Bad::

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

Good::

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
    "not-a-language": """\
A language is written as its short international code: `en`, `fr`, `ar`, `zgh`, or `ar-MA` with a country.

Bad::

    sources:
      law-page:
        url: https://example.org/law
        publisher: Example
        language: French

Good::

    sources:
      law-page:
        url: https://example.org/law
        publisher: Example
        language: fr
""",
    "not-a-registry": """\
A file of a registry is made of collections, such as `organizations:`, with records below them.
It is neither empty nor a list; what begins with a dash is an item of a list.

Bad::

    - agency: {name: Agency, sources: [press-page, official-page]}

Good::

    organizations:
      agency: {name: Agency, sources: [press-page, official-page]}
""",
    "not-a-value": """\
A figure is written in ordinary digits with a decimal point, then `k`, `m`, `bn` or `tn` where needed, then its unit.
Thousands are not separated; `+` after the number means at least, `~` means about.

Bad::

    organizations:
      agency:
        name: Agency
        figures:
          - metric: budget
            value: 1,4 milliard MAD
        sources: [press-page, official-page]

Good::

    organizations:
      agency:
        name: Agency
        figures:
          - metric: budget
            value: 1.4 bn MAD
        sources: [press-page, official-page]
""",
    "not-an-address": """\
An address is copied whole from the browser: it begins with `https://` or `http://` and holds no space.

Bad::

    sources:
      law-page:
        url: www.example.org/law
        publisher: Example

Good::

    sources:
      law-page:
        url: https://www.example.org/law
        publisher: Example
""",
    "not-an-id": """\
An id is made of lower-case letters without accents, digits, and single hyphens between them, so that anybody can type it.

Bad::

    organizations:
      Agence_Numérique: {name: Agence, sources: [press-page, official-page]}

Good::

    organizations:
      agence-numerique: {name: Agence, sources: [press-page, official-page]}
""",
    "not-utf-8": """\
The file is not saved as UTF-8, the encoding in which Arabic, French and English can stand in one file.
Choose UTF-8 as the encoding when you save it, then look whether its letters with accents are still right.
""",
    "schema-version": """\
A registry says with `schema_version: 1` in which version of its format it is written; this program reads no other version.

Bad::

    schema_version: 2
    organizations:
      agency:
        name: Agency
        sources: [press-page, official-page]

Good::

    schema_version: 1
    organizations:
      agency:
        name: Agency
        sources: [press-page, official-page]
""",
    "several-documents": """\
A line of three dashes would begin a second document, but a file is read as one: delete the line.

Bad::

    organizations:
      agency:
        name: Agency
        sources: [press-page, official-page]
    ---
    events:
      conference: {name: Conference, date: 2026-01-12, sources: [press-page, official-page]}

Good::

    organizations:
      agency:
        name: Agency
        sources: [press-page, official-page]
    events:
      conference: {name: Conference, date: 2026-01-12, sources: [press-page, official-page]}
""",
    "tab": """\
Lines are indented with spaces, two for each step: a tab is as wide as each editor likes, so it cannot say what belongs to what.
In the first example a tab stands before `name`.

Bad::

    organizations:
      agency:
      \tname: Agency
        sources: [press-page, official-page]

Good::

    organizations:
      agency:
        name: Agency
        sources: [press-page, official-page]
""",
    "tag": """\
A value cannot begin with an exclamation mark: YAML takes what follows for a type, and a registry has no types to name.
A text that needs its exclamation mark stands in quotes.

Bad::

    organizations:
      agency:
        name: !mpact Agency
        sources: [press-page, official-page]

Good::

    organizations:
      agency:
        name: "!mpact Agency"
        sources: [press-page, official-page]
""",
    "too-deep": """\
No registry needs more than 32 brackets or indents inside each other; usually a bracket was typed again and again.

Bad::

    organizations:
      agency:
        name: Agency
        sources: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[press-page]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]

Good::

    organizations:
      agency:
        name: Agency
        sources: [press-page]
""",
    "too-long": """\
A text has at most 100,000 characters.
A registry holds facts in a sentence each; what is longer stands in the pages that it cites.
""",
    "unclosed-bracket": """\
A list opened with `[` ends with `]`, a mapping opened with `{` ends with `}`, and commas stand between the items.
A text inside brackets that holds a comma or a bracket itself stands in quotes.

Bad::

    organizations:
      agency:
        name: Agency
        sources: [press-page, official-page

Good::

    organizations:
      agency:
        name: Agency
        sources: [press-page, official-page]
""",
    "unclosed-quote": """\
A text that begins with a quote ends with the same one, and does not hold it in between.
An apostrophe is such a quote too: put a text that holds one in double quotes.

Bad::

    organizations:
      agency:
        name: 'Agence de l'eau'
        sources: [press-page, official-page]

Good::

    organizations:
      agency:
        name: "Agence de l'eau"
        sources: [press-page, official-page]
""",
    "unknown-key": """\
Keys are English words from a fixed list for each collection, whatever the language of the registry.
A key that is misspelled or translated would be lost without a word.

Bad::

    organizations:
      agency:
        name: Agency
        pays: FR
        sources: [press-page, official-page]

Good::

    organizations:
      agency:
        name: Agency
        country: FR
        sources: [press-page, official-page]
""",
    "unknown-term": """\
Kinds, statuses and roles are words from fixed lists, in English; they are printed in the language of the reader.

Bad::

    organizations:
      agency:
        name: Agency
        kind: agence
        sources: [press-page, official-page]

Good::

    organizations:
      agency:
        name: Agency
        kind: agency
        sources: [press-page, official-page]
""",
    "wrong-type": """\
Each key asks for a text, a list, or keys with values, and something of another form was written.
A list stands in square brackets, or has a dash before each item, even where there is only one.

Bad::

    organizations:
      agency:
        name: Agency
        sources: press-page, official-page

Good::

    organizations:
      agency:
        name: Agency
        sources: [press-page, official-page]
""",
    "yaml-syntax": """\
Something else keeps the file from being read: a text that begins with `@`, `%` or a backtick, or a bracket that closes nothing.
Put such a text in quotes, and delete such a bracket.

Bad::

    organizations:
      agency:
        name: Agency
        identifiers:
          mastodon: @agency
        sources: [press-page, official-page]

Good::

    organizations:
      agency:
        name: Agency
        identifiers:
          mastodon: "@agency"
        sources: [press-page, official-page]
""",
}
"""By code, in alphabetical order: the sentences, then the examples under `Bad::` and `Good::`, each the second file of a registry."""
