"""The typos of a hand that types YAML: for a line, each small change that may undo one.

Nothing here knows which change is right: `fixes` tries them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Typos = Callable[[Sequence[str], int], Iterator["Change"]]

LONGEST = 160
"""A line longer than this is not repeated in a remedy."""

_KEY = re.compile(r"(?P<before> *(?:- +)?)(?P<key>[A-Za-z_]+)(?P<rest>.*)$")
_BEFORE_A_KEY = re.compile(r"(?<=[^\s,{])(?P<gap>[ ،؛;]+)(?=[a-z_]+: )")
_BETWEEN_IDS = re.compile(r"(?<=[\w\]}\"'])(?P<gap> *[،؛;] *| )(?=[\w\[{\"'])")
_IN_BRACES = re.compile(r"( *)- \{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}\s*")
_SPACES = "\u00a0\u202f\u2007\u2009"
_OTHER_QUOTES = "“”„‟«»‘’"
_BULLET = re.compile(
    r"(?P<sign>[0-9]{1,2}[.)]|\(\w{1,2}\)|[a-zA-Z][.)]|o(?= )|-{2,}(?= )|- +-(?= )"
    r"|[^\w\s\"'{}\[\]()#&!|>%@`?:.,-])\s*(?=\S)"
)
"""What people type for a dash: another sign, a number, a letter."""
_COLON = re.compile(r" *(?:(?:[-=~]+>|[:=]=|[=：;،]) *|[.,/–—-] +|(?<= ):)(?=\S)")


class Change(NamedTuple):
    """One small change to a line: what is wrong with it, what to do, and the lines afterwards."""

    line: int
    column: int
    code: str
    message: str
    hint: str
    lines: list[str]


def indent_of(line: str) -> int:
    """How many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def line_change(
    lines: Sequence[str], at: int, new: str, code: str, message: str, column: int = -1
) -> Change:
    """The change of one line into another."""
    old = lines[at]
    if column < 0:
        same = (n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b)
        column = next(same, min(len(old), len(new)))
    hint = f"write: {new.strip()}" if len(new) <= LONGEST else ""
    return Change(at, column, code, message, hint, [*lines[:at], new, *lines[at + 1 :]])


def notes(lines: Sequence[str], at: int) -> Iterator[Change]:
    """Lines that a program left, or that are notes in the manner of another language."""
    line = lines[at]
    if note := re.match(r" *(//+|--+|;+|%+) *(?=[^\s{\[])(?!.*: )", line):
        new = " " * indent_of(line) + "# " + line[note.end() :]
        yield line_change(lines, at, new, "not-a-comment", "a note to other editors begins with #")
    if (letter := line.lstrip(" ")[:1]) == "\t" or "\t" in line[: len(line) - len(line.lstrip())]:
        column = line.index("\t")
        for spaces in {2, 4, 6, 8, 10, indent_of(lines[at - 1]) if at else 2} - {0}:
            new = " " * spaces + line.lstrip()
            message = "a tab cannot be used here"
            hint = f"indent with {spaces} spaces" if letter else ""
            lines_after = [*lines[:at], new, *lines[at + 1 :]]
            yield Change(at, column, "tab", message, hint, lines_after)


def spaces(lines: Sequence[str], at: int) -> Iterator[Change]:
    """A no-break space for a space."""
    line = lines[at]
    if match := re.search(f"[{_SPACES}]", line):
        new = re.sub(f"[{_SPACES}]", " ", line)
        message = "no-break space in place of an ordinary space"
        count = len(re.findall(f"[{_SPACES}]", line))
        which = "it with an ordinary space" if count == 1 else f"all {count} with ordinary spaces"
        hint = f"replace {which}"
        lines_after = [*lines[:at], new, *lines[at + 1 :]]
        yield Change(at, match.start(), "no-break-space", message, hint, lines_after)


def dashes(lines: Sequence[str], at: int) -> Iterator[Change]:
    """A dash without its space, another sign for it, none, or one too many."""
    line, indent = lines[at], indent_of(lines[at])
    first, rest = line[indent : indent + 1], line[indent + 1 :]
    blank = " " * indent
    if first == "-" and rest[:1] not in ("", " ", "-"):
        yield line_change(lines, at, f"{blank}- {rest}", "dash", "no space after the dash")
    if bullet := _BULLET.match(line[indent:]):
        message = f"'{bullet['sign']}' is not a dash"
        yield line_change(
            lines, at, f"{blank}- {line[indent + bullet.end() :]}", "dash", message, indent
        )


def colons(lines: Sequence[str], at: int) -> Iterator[Change]:
    """A key without its colon, or a colon without its space."""
    line = lines[at]
    key = _KEY.match(line)
    if match := re.match(r"( *(?:- +)?):([a-z_]+) +(?=\S)", line):
        new = f"{match[1]}{match[2]}: {line[match.end() :]}"
        message = "the colon stands after the key"
        yield line_change(lines, at, new, "no-colon", message, len(match[1]))
    if key is None:
        if bare := re.fullmatch(r"( *(?:- )?[a-z0-9-]+)( *)", line):
            yield line_change(lines, at, bare[1] + ":", "no-colon", "missing colon after the id")
        return
    start, rest = key["before"] + key["key"], key["rest"]
    if rest[:1] == ":" and rest[1:2] not in ("", " "):
        message = "no space after the colon"
        yield line_change(
            lines, at, f"{start}: {rest[1:].lstrip()}", "no-space", message, len(start)
        )
    if sign := _COLON.match(rest):
        message = f"'{sign[0].strip()}' is not a colon"
        yield line_change(
            lines, at, f"{start}: {rest[sign.end() :]}", "no-colon", message, len(start)
        )
    elif rest[:1] == " " and rest.strip():
        message = "missing colon after the key"
        yield line_change(lines, at, f"{start}: {rest.strip()}", "no-colon", message, len(start))
    elif not rest.strip():
        yield line_change(
            lines, at, f"{start}:", "no-colon", "missing colon after the key", len(start)
        )
    if re.match(r" *(?:- )?[a-z0-9-]+$", line):
        yield line_change(lines, at, f"{line.rstrip()}:", "no-colon", "missing colon after the id")


def moves(lines: Sequence[str], at: int, fault_line: int = 0) -> Iterator[Change]:
    """A line that stands too far left or right, alone or with what is below it.

    `fault_line` is the line in which something was found wrong: what is moved may end before it.
    """
    indent = indent_of(lines[at])
    indents = {indent - 1, indent + 1, indent - 2, indent + 2}
    for near in lines[max(0, at - 20) : at + 8]:
        if near.strip():
            indents |= {indent_of(near), indent_of(near.replace("- ", "  ", 1))}
    ends = dict.fromkeys(
        (
            at + 1,
            _deeper(lines, at),
            _paragraph(lines, at),
            _item(lines, at),
            _up_to_dash(lines, at),
        )
    )
    if fault_line > at:
        ends[fault_line] = None
    for target in sorted(indents - {indent}, key=lambda each: (abs(each - indent), each)):
        if 0 <= target <= 20:
            for end in ends:
                if change := _move(lines, at, end, target - indent):
                    yield change


def _deeper(lines: Sequence[str], at: int) -> int:
    """The end of a line and all that is deeper below it."""
    indent, end = indent_of(lines[at]), at + 1
    for number in range(at + 1, len(lines)):
        if lines[number].strip():
            if indent_of(lines[number]) <= indent:
                break
            end = number + 1
    return end


def _item(lines: Sequence[str], at: int) -> int:
    """The end of a line and what follows it at its level or deeper, such as items or fields."""
    indent, end = indent_of(lines[at]), at + 1
    while end < len(lines) and lines[end].strip() and indent_of(lines[end]) >= indent:
        end += 1
    return end


def _up_to_dash(lines: Sequence[str], at: int) -> int:
    """The end of a line and what follows it up to the next dash."""
    end = at + 1
    while end < len(lines) and lines[end].strip() and lines[end].lstrip()[:1] != "-":
        end += 1
    return end


def _paragraph(lines: Sequence[str], at: int) -> int:
    end = at + 1
    while end < len(lines) and lines[end].strip():
        end += 1
    return end


def _move(lines: Sequence[str], at: int, end: int, by: int) -> Change | None:
    """The lines from one to before another, moved by so many spaces."""
    part = [line for line in lines[at:end] if line.strip()]
    if by < 0 and any(indent_of(line) < -by for line in part):
        return None
    new = [
        " " * (indent_of(line) + by) + line.lstrip(" ") if line.strip() else line
        for line in lines[at:end]
    ]
    count, below = abs(by), end - at - 1
    spaces_ = f"{count} space{'s' if count > 1 else ''}"
    wrong, right = ("left", "right") if by > 0 else ("right", "left")
    more = f" and the {below} line{'s' if below > 1 else ''} below it" if below else ""
    lines_after = [*lines[:at], *new, *lines[end:]]
    hint = f"move it{more} {spaces_} to the {right}{_in_line_with(lines_after, at)}"
    message = f"this line stands {spaces_} too far to the {wrong}"
    return Change(at, indent_of(lines[at]), "indentation", message, hint, lines_after)


def _in_line_with(lines: Sequence[str], at: int) -> str:
    """Under which key the line stands then."""
    indent = indent_of(lines[at])
    for near in [*reversed(lines[:at]), *lines[at + 1 :]]:
        flat = near.replace("- ", "  ", 1) if near.lstrip().startswith("- ") else near
        key = re.match(r" *([\w-]+):", flat)
        if key and indent_of(flat) == indent:
            return f", in line with '{key[1]}'"
        if near.lstrip().startswith("- ") and indent_of(near) == indent:
            return ", in line with the dashes" if lines[at].lstrip()[:1] == "-" else ""
    return ""


def commas(lines: Sequence[str], at: int) -> Iterator[Change]:
    """Between two entries or items no comma, or another sign."""
    line = lines[at]
    if not re.search(r"[\[{]", line):
        return
    for match in _BEFORE_A_KEY.finditer(line):
        new = f"{line[: match.start()]}, {line[match.end() :]}"
        yield _comma(lines, at, new, match)
    if any(sign in line for sign in "،؛;") and _BETWEEN_IDS.search(line):
        first = re.search("[،؛;]", line)
        yield _comma(lines, at, re.sub(" *[،؛;] *", ", ", line), first)
    if re.search(r"\{\w+:\S|, ?\w+:[^\s/]", line):
        new = re.sub(r"([{,] ?\w+):(?=[^\s/])", r"\1: ", line)
        new = re.sub(r",(?=\w+: )", ", ", new)
        yield line_change(lines, at, new, "no-space", "no space after the colon")
    if least := re.search(r"(?<=: )(?:>=?|≥) *(\d[\d.]*)", line):
        new = f"{line[: least.start()]}{least[1]}+{line[least.end() :]}"
        yield line_change(lines, at, new, "not-a-value", "'at least' is a + after the number")
    for match in re.finditer(r"(?<=\d),(?=\d)", line):
        thousands = re.match(r"\d{3}(?!\d)", line[match.end() :])
        message = "a comma inside a number"
        for sign in ("", ".") if thousands else (".",):
            new = line[: match.start()] + sign + line[match.end() :]
            yield line_change(lines, at, new, "not-a-value", message, match.start())
    for match in _BETWEEN_IDS.finditer(line):
        new = f"{line[: match.start()]}, {line[match.end() :]}"
        yield _comma(lines, at, new, match)


def _comma(lines: Sequence[str], at: int, new: str, match: re.Match[str] | None) -> Change:
    gap = match[0].strip() if match else ""
    column = match.start() + match[0].find(gap) if match else 0
    if gap in ("،", "؛"):
        name = "an Arabic comma" if gap == "،" else "an Arabic semicolon"
        message = f"{name} ({gap}) does not separate two entries"
        hint = f"use an ordinary comma (,): {new.strip()}"
        return Change(
            at, column, "arabic-comma", message, hint, [*lines[:at], new, *lines[at + 1 :]]
        )
    message = f"'{gap}' does not separate two entries" if gap else "a comma is missing here"
    return line_change(lines, at, new, "missing-comma", message, column)


def brackets(lines: Sequence[str], at: int) -> Iterator[Change]:
    """A bracket or a brace that lacks its other half, or has the wrong one."""
    line = lines[at].rstrip()
    without_texts = re.sub(r"\"[^\"]*\"", lambda match: "x" * len(match[0]), line)
    for opening, closing in ("[]", "{}"):
        if without_texts.count(opening) > without_texts.count(closing):
            what = "list" if opening == "[" else "mapping"
            message = f"this {what} is not closed"
            column = without_texts.rindex(opening)
            for new in _closings(line, closing):
                yield line_change(lines, at, new, "unclosed-bracket", message, column)
        if without_texts.count(closing) > without_texts.count(opening):
            column = without_texts.rindex(closing)
            message = "closing bracket without an opening one"
            new = line[:column] + line[column + 1 :]
            yield line_change(lines, at, new, "yaml-syntax", message, column)
            if start := re.match(r" *(?:- )?(?=\w+: )|[ -]*\w+: ", line):
                new = line[: start.end()] + opening + line[start.end() :]
                yield line_change(lines, at, new, "unclosed-bracket", message, column)
    if match := re.search(r": \((.+)\)$", line):
        new = f"{line[: match.start()]}: [{match[1]}]"
        message = "a list has square brackets"
        yield line_change(lines, at, new, "wrong-type", message, match.start() + 2)


def _closings(line: str, closing: str) -> Iterator[str]:
    """A line with a closing bracket at its end, before one that ends it, or in place of a sign."""
    yield line + closing
    for match in reversed(list(re.finditer(r"[}\])]", line))):
        yield line[: match.start()] + closing + line[match.end() :]
        yield line[: match.start()] + closing + line[match.start() :]
    for match in re.finditer(r", (?=[a-z_]+: )", line):
        yield line[: match.start()] + closing + line[match.start() :]


def quotes(lines: Sequence[str], at: int) -> Iterator[Change]:
    """A quote that is not closed, another sign for it, or none where one is needed."""
    line = lines[at].rstrip()
    if any(sign in line for sign in _OTHER_QUOTES):
        match = re.search(f"[{_OTHER_QUOTES}]", line)
        new = re.sub(r"[“”„‟«»] ?", '"', line.replace(" »", "»"))
        message = f"'{match[0] if match else ''}' is not a quote of YAML"
        yield line_change(lines, at, new, "smart-quote", message, match.start() if match else 0)
    if both := re.match(r"( *(?:- )?[\w-]+: +)(['\"])(.*)\2$", line):
        message = "this quote closes before the text ends"
        new = both[1] + quote(both[3])
        yield line_change(lines, at, new, "unclosed-quote", message, len(both[1]))
    for sign in ('"', "'"):
        if line.count(sign) % 2:
            message, column = "this quote is never closed", line.index(sign)
            for new in _close(line, sign):
                yield line_change(lines, at, new, "unclosed-quote", message, column)
            without = line.replace(sign, "", 1)
            yield line_change(lines, at, _quote_value(without), "unclosed-quote", message, column)
    if (both := re.match(r"( *)(['\"])([a-z_]+: .*)\2$", line)) and '"' not in both[3]:
        message = "key and value stand in one pair of quotes"
        yield line_change(lines, at, both[1] + both[3], "no-colon", message, len(both[1]))
    value = re.match(r"(?P<start> *(?:- )?(?:[\w-]+: +(?=\S))?+)(?P<text>[^\s#].*)$", line)
    if value:
        yield from _quote_text(lines, at, line, len(value["start"]))
    yield from _quote_parts(lines, at)


def _quote_value(line: str) -> str:
    match = re.match(r"( *(?:- )?[\w-]+: +)(.*)$", line)
    return f"{match[1]}{quote(match[2])}" if match else line


def _close(line: str, sign: str) -> Iterator[str]:
    """A line with one more quote at its end, or where an entry in braces ends."""
    if line[-1] in "”“’»":
        yield line[:-1] + sign
    yield line + sign
    for match in re.finditer(r"[,}\]]", line[line.index(sign) :]):
        place = line.index(sign) + match.start()
        yield line[:place] + sign + line[place:]


def _quote_text(lines: Sequence[str], at: int, line: str, start: int) -> Iterator[Change]:
    """The text of a line in quotes, which hold what YAML would take for its own signs."""
    text = line[start:]
    if text[0] in "[{" and text[-1] in "]}":
        return
    column, code, message = start, "yaml-syntax", f"text cannot start with {text[0]}"
    if text[0] in "\"'":
        code, message = "unclosed-quote", "this quote closes before the text ends"
    elif colon := re.search(r":(?= |$)", text):
        code, message = "colon-in-text", "colon and space in a text without quotes"
        column = start + colon.start()
    elif " #" in text:
        column, message = start + text.index(" #") + 1, "this # starts a comment"
    yield line_change(lines, at, line[:start] + quote(text), code, message, column)


def _quote_parts(lines: Sequence[str], at: int) -> Iterator[Change]:
    """A text inside braces or brackets in quotes, up to the next entry."""
    line = lines[at]
    if not re.search(r"[\[{]", line):
        return
    for match in re.finditer(r"(?<=[\w]: )(?=[^\s\[{\"'])|(?<=\[)(?=[^\s\[{\"'])", line):
        for each in re.finditer(r", [a-z_]+: |[}\]]", line[match.end() :]):
            end = each.start()
            text = line[match.end() : match.end() + end]
            sign = re.search(r":(?= )|,| #|[\[\]{}]", text)
            if re.search(r", [a-z_]+: ", text):
                break
            if sign is None:
                continue
            new = line[: match.end()] + quote(text) + line[match.end() + end :]
            names = {":": "colon and space", ",": "a comma", " #": "a space and a #"}
            message = f"{names.get(sign[0], 'a bracket')} in a text without quotes"
            code = "colon-in-text" if sign[0] == ":" else "comma-in-text"
            column = match.end() + sign.start() + (sign[0] == " #")
            yield line_change(lines, at, new, code, message, column)


def quote(text: str) -> str:
    """A text in double quotes, or in single ones where it has double ones inside."""
    if '"' in text and "'" not in text:
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def stray_dash(lines: Sequence[str], at: int) -> Iterator[Change]:
    """A dash before what is no item."""
    if match := re.match(r"( *)- +(?=\S)", lines[at]):
        message = "this dash does not belong here"
        new = match[1] + lines[at][match.end() :]
        yield line_change(lines, at, new, "dash", message, len(match[1]))


def missing_dashes(lines: Sequence[str], at: int) -> Iterator[Change]:
    """An item without its dash."""
    line, indent = lines[at], indent_of(lines[at])
    if line[indent : indent + 1] in ("", "-", "#"):
        return
    for column in (indent - 2, indent):
        if column >= 0:
            new = " " * column + "- " + line[indent:]
            hint = f"type a dash and a space in column {column + 1}"
            lines_after = [*lines[:at], new, *lines[at + 1 :]]
            yield Change(at, indent, "dash", "this item has no dash before it", hint, lines_after)


def closed_items(lines: Sequence[str], at: int) -> Iterator[Change]:
    """Fields below an item in braces, whose braces have to be opened for them."""
    for above in range(at - 1, max(at - 6, -1), -1):
        item = _IN_BRACES.fullmatch(lines[above])
        if item is None:
            if lines[above].lstrip().startswith("- ") or not lines[above].strip():
                return
            continue
        inner = re.split(r", (?=[a-z_]+: )", item[2])
        blank = " " * (len(item[1]) + 2)
        fields = [f"{item[1]}- {inner[0]}", *(blank + part for part in inner[1:])]
        end = _deeper(lines, at) if indent_of(lines[at]) else at + 1
        by = len(blank) - indent_of(lines[at])
        below = [" " * max(indent_of(line) + by, 0) + line.lstrip(" ") for line in lines[at:end]]
        lines_after = [*lines[:above], *fields, *lines[above + 1 : at], *below, *lines[end:]]
        key = lines[at].strip().partition(":")[0]
        message = f"'{key}' belongs to the item above, which its braces have closed"
        field_texts = ", ".join(f"'{part.strip()}'" for part in (f"- {inner[0]}", *inner[1:]))
        hint = f"write that item without braces, one field per line: {field_texts}; then '{key}:'"
        yield Change(at, indent_of(lines[at]), "closed-item", message, hint, lines_after)
        return


def stray_signs(lines: Sequence[str], at: int) -> Iterator[Change]:
    """Signs before a key or an item that came along with what was pasted."""
    match = re.match(r"( *)([+>|?*~=!`-]+)( *)(?=[\w\"-])", lines[at])
    if match is None or match[2] == "-":
        dash = re.match(r"()(-)( {2,})(?=[a-z_]+: )", lines[at])
        if (match := dash) is None:
            return
    rest = lines[at][match.end() :]
    for indent in dict.fromkeys((match.end(), len(match[1]), match.end() - 1)):
        message = f"'{match[2]}' does not belong here"
        lines_after = [*lines[:at], " " * indent + rest, *lines[at + 1 :]]
        hint = (
            f"type spaces in its place, so that {indent} stand before '{rest[:12].split(':')[0]}'"
        )
        yield Change(at, len(match[1]), "yaml-syntax", message, hint, lines_after)
