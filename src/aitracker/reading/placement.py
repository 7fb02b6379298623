"""Where a field belongs that stands where it is not known, by the description of all fields."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from aitracker.model import vocabulary
from aitracker.model.fields import fields
from aitracker.model.folding import fold
from aitracker.model.labels import labels as labels_of
from aitracker.model.labels import languages
from aitracker.model.nearest import did_you_mean, nearest_of
from aitracker.model.records import KEYS, RECORD_TYPES, Rival

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aitracker.model.errors import KeyPath
    from aitracker.model.fields import Field

_ALSO = {
    "absent": "missing absents",
    "accessed": "retrieved consulted visited",
    "aliases": "alias autres_noms other_names also_known_as",
    "at": "event during lors_de événement",
    "attended": "attendees participants presents présents invités guests الحاضرون الحضور",
    "by": "deadline target_date due due_date échéance date year année until",
    "country": "nation",
    "date": "day jour le on when quand",
    "due": "date deadline échéance by until when",
    "each_with": "each_one chacun",
    "figures": "numbers chiffre figure statistics",
    "for": "organization representing on_behalf_of au_nom_de",
    "from": "début since depuis start date start_date",
    "history": "steps timeline events historique histoire étapes dates",
    "kind": "type nature category catégorie sorte",
    "language": "lang",
    "lead": "leader owner responsable pilote chef porteur",
    "links": "link website site liens",
    "measured": "date year année as_of measured_on",
    "metric": "indicator name title indicateur",
    "milestones": "jalons jalon étapes échéances deadlines promises",
    "name": "label nom intitulé titre title metric",
    "note": "comment comments remark remarque commentaire observation",
    "objectives": "objective objectif aims goals objectifs buts",
    "organization": "for body employer organisme organisation",
    "organizers": "organisers organizer organisateurs organisateur hosts",
    "others_say": "rivals rival disputes autres contradiction",
    "parties": "partners members parties_prenantes membres",
    "partners": "parties",
    "people": "persons personnes participants",
    "person": "id people personne",
    "place": "location venue city lieu ville",
    "presided": "chaired chair président présidé",
    "published": "date publication publication_date publié_le date_de_publication le",
    "publisher": "author newspaper journal média auteur source",
    "roles": "role positions offices fonctions fonction postes poste",
    "signed": "signatories signatory signers signataires signataire signé الموقعون",
    "sources": "references refs source_ids références reference",
    "spoke": "speakers speaker intervenants orateurs",
    "status": "state statut état",
    "summary": "description desc text details détails résumé_court ملخص",
    "title": "headline function role fonction position poste titre",
    "until": "to end fin end_date jusqu'au",
    "url": "link address lien web",
    "value": "amount number montant nombre",
}
"""What people write for a field, in words; each is understood only where the field is known."""


class _Home(NamedTuple):
    """A field of a record, and in its items the field that was meant."""

    field: Field
    key: str
    role: bool


def advice(kind: type, path: KeyPath, owner: type, given: Any) -> str:
    """What to do with a field that `owner`, at this path below a record of a class, has not."""
    return _advice(kind, path, owner, _shown(given), isinstance(given, str))


@lru_cache(maxsize=1024)  # a mistake made once is often made in every record
def _advice(kind: type, path: KeyPath, owner: type, shown: str, plain: bool) -> str:
    name = str(path[-1])
    keys = [field.key for field in fields(owner)]
    meant = _meant(name)
    same = _of_these(owner, name, meant, plain)
    if len(same) == 1:
        return f"did you mean '{same[0]}'?"
    if same:
        return f"write one of: {', '.join(same)}"
    if role := _role_of(owner, meant):
        return f"write it below people:, as people: {{{role}: {shown}}}"
    if (near := nearest_of(name, keys, 0.75)) is not None:
        return f"did you mean '{near}'?"
    return (
        _in_an_item(kind, owner, name, meant, shown)
        or _around(kind, path, meant)
        or _in_a_collection(kind, path, meant)
        or did_you_mean(name, keys)
    )


def role_meant(name: str) -> str:
    """A hint with the role of people that a word means in one of the languages, or ""."""
    roles = [role for role in vocabulary.words("role") if role in _meant(name)]
    return f"did you mean '{roles[0]}'?" if len(roles) == 1 else ""


def _of_these(owner: type, name: str, meant: set[str], plain: bool) -> list[str]:
    """The fields of a class that were meant and could hold what is given, the surest only.

    `plain` is whether a text is given.
    """
    possible = [field for field in fields(owner) if not (plain and _holds_items(field))]
    labelled = _labelled(name)
    same = [field for field in possible if field.key in labelled]
    same = same or [field for field in possible if field.key in meant]
    if plain and len(same) > 1:
        same = [field for field in same if field.item is None]
    return [field.key for field in same]


def _holds_items(field: Field) -> bool:
    """Whether a field holds items that cannot be written as one text."""
    return field.item is not None and not field.about.short


def _role_of(owner: type, meant: set[str]) -> str | None:
    """The role of people that was meant, where an item may name people by role."""
    for field in fields(owner):
        if field.by_key and field.term is not None and field.item is not None:
            for word in vocabulary.words(field.term.vocabulary):
                if word in meant:
                    return word
    return None


def _meant(name: str) -> set[str]:
    """The keys that may have been meant by a word, itself among them."""
    others = _keys(_other_words(), name)
    return {name, fold(name).replace(" ", "_"), *_labelled(name), *others}


def _labelled(name: str) -> set[str]:
    """The keys that are called by a word in one of the languages."""
    return _keys(_labels(), name)


def _keys(keys_by_words: Mapping[str, set[str]], name: str) -> set[str]:
    """The keys that a word stands for, in any of its ways."""
    return {key for way in _ways(name) for key in keys_by_words.get(way, ())}


def _ways(name: str) -> set[str]:
    """How a word may be written in what it is compared with."""
    said = re.sub(r"[\W_]+", " ", fold(name)).strip()
    if name in KEYS:
        return {said}
    return {said, said.removesuffix("s"), said.removeprefix("ال"), f"ال{said}"}


@cache
def _labels() -> Mapping[str, set[str]]:
    """What every key is called in every language, folded, with the keys that are called so."""
    return _by_words(
        (say, key) for each in languages() for key, say in labels_of(each).fields.items()
    )


@cache
def _other_words() -> Mapping[str, set[str]]:
    return _by_words((word.replace("_", " "), key) for key in _ALSO for word in _ALSO[key].split())


def _by_words(called: Iterable[tuple[str, str]]) -> Mapping[str, set[str]]:
    keys: dict[str, set[str]] = defaultdict(set)
    for words, key in called:
        keys[fold(words)].add(key)
    return keys


def _in_an_item(kind: type, owner: type, name: str, meant: set[str], shown: str) -> str:
    """Advice for what stands on the record or in an item, and belongs into an item of another."""
    homes = sorted(_homes(kind, meant), key=lambda home: home.key != name)
    if issubclass(owner, Rival):
        named = [home.field.key for home in homes if _rival_has(home, meant)]
        if named:
            return f"move this rival account to the item of {named[0]} that it contradicts"
        return ""
    for home in homes:
        if home.field.item is owner:
            continue
        inner = f"people: {{{home.key}: {shown}}}" if home.role else f"{home.key}: {shown}"
        needed = [each.key for each in fields(home.field.item or kind) if each.required]
        others = "".join(f"{key}: ..., " for key in needed if key != home.key)
        where = (
            "a step of history" if home.field.key == "history" else f"an item of {home.field.key}"
        )
        return f"move it into {where}: - {{{others}{inner}}}"
    return ""


def _homes(kind: type, meant: set[str]) -> Iterator[_Home]:
    """The lists of a record in whose items the field is known, or a role of their people."""
    for field in fields(kind):
        if field.item is None or not field.is_list or issubclass(field.item, Rival):
            continue
        for inner in fields(field.item):
            if inner.by_key and inner.term is not None:
                for word in vocabulary.words(inner.term.vocabulary):
                    if word in meant:
                        yield _Home(field, word, role=True)
            elif inner.key in meant and inner.key not in ("name", "sources", "note"):
                yield _Home(field, inner.key, role=False)


def _rival_has(home: _Home, meant: set[str]) -> bool:
    rivals = (each.item for each in fields(home.field.item or Rival) if each.key == "others_say")
    return any(each.key in meant for rival in rivals if rival for each in fields(rival))


def _shown(given: Any) -> str:
    """A value as it is written on one line; three dots for what is longer."""
    if isinstance(given, str) and "\n" not in given and len(given) <= 60:
        return given
    if isinstance(given, list) and all(isinstance(each, str) for each in given):
        return f"[{', '.join(given)}]"
    return "..."


def _around(kind: type, path: KeyPath, meant: set[str]) -> str:
    """Advice for a field of the record that stands in one of its items."""
    keys = [field.key for field in fields(kind)]
    key = next((each for each in keys if each in meant), None)
    if len(path) <= 1 or key is None:
        return ""
    return f"'{key}' is a field of the record: move it out of this item, in line with '{path[0]}'"


def _in_a_collection(kind: type, path: KeyPath, meant: set[str]) -> str:
    if len(path) != 1:
        return ""
    owners = [
        name
        for name, other in RECORD_TYPES.items()
        if other is not kind and any(field.key in meant for field in fields(other))
    ]
    return f"it is a field of {' and '.join(owners)}" if owners else ""
