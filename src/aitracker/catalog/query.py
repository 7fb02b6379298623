"""What is looked for: words in their forms, and phrases, as somebody types them."""

from __future__ import annotations

import re
from typing import NamedTuple

from aitracker.model.folding import tokens, word_tokens

_PARTS = re.compile(r'"([^"]*)"?|«([^»]*)»?|“([^”]*)”?|(\S+)')
WORD = re.compile(r"[\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670]+")
"""A word as written, with the marks that may stand on its letters."""

_STEM_OF_SEVERAL = re.compile(r"(\w{4,}?)(?:تان|تين|تا|ات|ان|ين|ون|ه)$|([a-z]{4,})(?<![suix])s$")
"""Words that stand for one, two or several, and the part that all their forms begin with.

So اتفاقيات finds اتفاقية and اتفاقيتان, and agreements finds agreement.
"""

_SHORTEST = 3
"""An Arabic word without article or prefix is looked for too if it has so many letters."""

_MOST = 32
"""So many clauses of a query are looked for; a pasted text may have thousands."""


class Clause(NamedTuple):
    """Something to look for: the folded words of a phrase, or the forms of one word.

    A phrase stands side by side and whole. Of a word, `open` forms may go on, `whole` ones may not.
    """

    phrase: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()

    @property
    def match(self) -> str:
        """The clause in the language of FTS5."""
        if self.phrase:
            return f'"{" ".join(self.phrase)}"'
        forms = [f'"{form}"*' for form in self.open] + [f'"{form}"' for form in self.whole]
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
            return {word for token, word in text.tokens if self.fits(token)}
        tokens, length = tuple(token for token, _ in text.tokens), len(self.phrase)
        starts = [at for at, token in enumerate(tokens) if token == self.phrase[0]]
        return {
            text.tokens[start + step][1]
            for start in starts
            if tokens[start : start + length] == self.phrase
            for step in range(length)
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
        return cls(tuple(clauses)[:_MOST])

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
    if len(forms) == 1 and forms[0].startswith("ال"):
        # Too short to have an article: to go on, it would be the article of other words.
        return Clause(whole=(forms[0],))
    bare = [form for form in forms[1:] if len(form) >= _SHORTEST]
    article = len(forms) > 1 and forms[0][: len(forms[0]) - len(forms[1])].endswith(("ال", "لل"))
    stem = _STEM_OF_SEVERAL.match(bare[-1] if article and bare else forms[0])
    open_forms = (forms[0], *(bare if article else ()), *((stem[1] or stem[2],) if stem else ()))
    return Clause(open=open_forms, whole=() if article else tuple(bare))
