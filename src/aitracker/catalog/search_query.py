"""What is looked for: words in their forms, and phrases, as somebody types them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from aitracker.model.folding import NAME_LIKE_ON, ON, tokens, word_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_PARTS = re.compile(r'"([^"]*)"?|«([^»]*)»?|“([^”]*)”?|(\S+)')
WORD = re.compile(r"[\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670]+")
"""A word as written, with the marks that may stand on its letters."""

_STEM_OF_SEVERAL = re.compile(
    r"(\w{4,}?)(?:تان|تين|تا|ات|ان|ين|ون|ه)$"
    r"|([a-z]{4,})(?:y|ies)$|([a-z]{4,})(?<![suix])s$|([a-z]{3,}a)(?:l|ux)$"
)
"""Words that stand for one, two or several, and the part that all their forms begin with.

So اتفاقيات finds اتفاقية and اتفاقيتان, agreements finds agreement, and national nationaux.
"""

_SHORT = re.compile(r"([\u0621-\u064a]{3})(?:ه|ات)$")
"""What is left of a shorter word would begin too many others."""

_COMPOUND, _FIRST, _SECOND = 7, 3, 2
"""A word of so many Latin letters may be written as two, of so many letters at least."""

_JOINED = 6
"""Two words may be written as one of so many letters at least."""

_PREPOSITIONS = "بلو"
"""What stands on a word of three letters no rule takes off: it could be its own first letter."""

_SHORTEST = 3
"""An Arabic word without article or prefix is looked for too if it has so many letters."""

_MOST = 32
"""So many clauses of a query are looked for; a pasted text may have thousands."""


class Clause(NamedTuple):
    """Something to look for: the folded words of a phrase, or the forms of one word.

    A phrase stands side by side and whole. Of a word, `open` forms may go on, `whole` ones may not;
    `pairs` are the two words as which it may be written.
    """

    phrase: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()

    @property
    def match(self) -> str:
        """The clause in the language of FTS5."""
        if self.phrase:
            return f'"{" ".join(self.phrase)}"'
        going_on = "*" if self.open else ""
        forms = [f'"{form}"*' for form in self.open] + [f'"{form}"' for form in self.whole]
        forms += [f'"{first} {second}"{going_on}' for first, second in self.pairs]
        return f"({' OR '.join(forms)})"

    @property
    def closed(self) -> Clause:
        """The same, but no form may go on."""
        return self._replace(open=(), whole=self.open + self.whole)

    def fits(self, token: str) -> bool:
        """Whether a folded word is the word looked for."""
        return token in self.whole or token.startswith(self.open)

    def words_in(self, text: TokenizedText) -> set[int]:
        """Which words of a text, by their place, are what is looked for."""
        if not self.phrase:
            return {word for token, word in text.tokens if self.fits(token)} | self._paired(text)
        tokens, length = tuple(token for token, _ in text.tokens), len(self.phrase)
        starts = [at for at, token in enumerate(tokens) if token == self.phrase[0]]
        return {
            text.tokens[start + step][1]
            for start in starts
            if tokens[start : start + length] == self.phrase
            for step in range(length)
        }

    def _paired(self, text: TokenizedText) -> set[int]:
        """Which words stand for the word looked for together with their neighbours."""
        words = text.tokens
        return {
            place
            for (token, one), (following, other) in pairwise(words)
            for first, second in self.pairs
            if token == first and following.startswith(second)
            for place in (one, other)
        }


class TokenizedText(NamedTuple):
    """A written text: where its words stand, and its folded tokens with the word each is of."""

    spans: list[tuple[int, int]]
    tokens: list[tuple[str, int]]

    @classmethod
    def of(cls, text: str) -> TokenizedText:
        """The words of a text."""
        words = list(WORD.finditer(text))
        return cls(
            [word.span() for word in words],
            [(token, n) for n, word in enumerate(words) for token in word_tokens(word[0])],
        )


class Query(NamedTuple):
    """What to look for; all clauses are required."""

    clauses: tuple[Clause, ...]

    @classmethod
    def parse(cls, text: str) -> Query:
        """A query from any text: words, and phrases in quotes."""
        clauses: dict[Clause, None] = {}
        for match in _PARTS.finditer(text):
            phrase = next((group for group in match.groups()[:3] if group is not None), None)
            new = (
                [Clause(phrase=tuple(tokens(phrase)))]
                if phrase is not None
                else map(_clause, WORD.findall(match[4]))
            )
            clauses.update(dict.fromkeys(clause for clause in new if any(clause)))
        return cls(tuple(_with_compounds(tuple(clauses)[:_MOST])))

    @property
    def match(self) -> str:
        """The query in the language of FTS5."""
        return " AND ".join(clause.match for clause in self.clauses)

    @property
    def closed(self) -> Query:
        """The same, but no word may go on."""
        return Query(tuple(each.closed for each in self.clauses))

    def fits(self, text: str) -> bool:
        """Whether all that is looked for stands in a text."""
        tokens = TokenizedText.of(text)
        return all(clause.words_in(tokens) for clause in self.clauses)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where in a written text the words stand that are looked for."""
        tokens = TokenizedText.of(text)
        words = set().union(*(clause.words_in(tokens) for clause in self.clauses))
        return [tokens.spans[word] for word in sorted(words)]


def _clause(word: str) -> Clause:
    """A word in its forms.

    Without its article it may go on; a letter that may be a prefix may also be its first.
    """
    forms = tokens(word)
    if not forms:
        return Clause()
    if forms[0] == ON or (len(forms) == 1 and forms[0].startswith("ال")):
        # Too short to have an article: to go on, it would be the article of other words.
        return Clause(whole=(forms[0],))
    bare = [form for form in forms[1:] if len(form) >= _SHORTEST]
    article = len(forms) > 1 and forms[0][: len(forms[0]) - len(forms[1])].endswith(("ال", "لل"))
    own = (forms[0], *(bare if article else ()))
    others = (*_stems(bare[-1] if article and bare else forms[0]), *_other_number(forms))
    return Clause(
        open=tuple(dict.fromkeys((*own, *others))),
        whole=() if article else (*bare, *_with_preposition(forms[0])),
        pairs=tuple(_pairs(forms[0])),
    )


def _stems(word: str) -> Iterator[str]:
    """What all numbers of a word begin with."""
    stem = _STEM_OF_SEVERAL.match(word)
    if stem and stem[2]:
        yield from (f"{stem[2]}y", f"{stem[2]}ie")
    elif stem:
        yield stem[1] or stem[3] or stem[4]
    elif short := _SHORT.match(word):
        yield from (f"{short[1]}ه", f"{short[1]}ات")


def _other_number(forms: Iterable[str]) -> Iterator[str]:
    """The Arabic plurals of a word that no rule makes, and the words they are the plurals of."""
    if any("\u0600" <= form[0] <= "\u06ff" for form in forms):
        from aitracker.model.plurals import other_number

        yield from (other for form in forms for other in sorted(other_number(form)))


def _with_preposition(word: str) -> Iterator[str]:
    """A short Arabic word with each preposition before it: بفاس for فاس."""
    if len(word) == _SHORTEST and "\u0600" <= word[0] <= "\u06ff":
        yield from (f"{letter}{word}" for letter in _PREPOSITIONS)


def _pairs(word: str) -> Iterator[tuple[str, str]]:
    """The two words as which a word may be written: data centre, عبد اللطيف."""
    if word.isascii() and word.isalpha() and len(word) >= _COMPOUND:
        yield from ((word[:n], word[n:]) for n in range(_FIRST, len(word) - _SECOND + 1))
    elif (article := word.find("ال", 2)) > 0 and len(word) - article > _FIRST:
        yield word[:article], word[article:]


def _with_compounds(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """The clauses, each of two neighbouring words also as the one word that they may make.

    A preposition is also the name that it looks like, but for one that stands alone.
    """
    for place, clause in enumerate(clauses):
        if clause.whole == (ON,) and len(clauses) > 1:
            yield clause._replace(whole=(ON, NAME_LIKE_ON))
            continue
        neighbours = [clauses[max(place - 1, 0) : place + 1], clauses[place : place + 2]]
        compounds = [
            "".join(word.open[0] for word in pair)
            for pair in neighbours
            if len(pair) == 2 and all(word.open and len(word.open[0]) >= 2 for word in pair)
        ]
        long = [word for word in compounds if len(word) >= _JOINED]
        forms = [form for word in long for form in (word, *_stems(word))]
        yield clause._replace(open=(*clause.open, *forms)) if clause.open else clause
