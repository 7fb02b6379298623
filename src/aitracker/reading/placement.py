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


def advice(kind: type, path: KeyPath, owner: type, value: Any) -> str:
    """What to do with a field that `owner`, at this path below a record of a class, has not."""
    return _advice(kind, path, owner, _on_one_line(value), isinstance(value, str))


@lru_cache(maxsize=1024)  # a mistake made once is often made in every record
def _advice(kind: type, path: KeyPath, owner: type, text: str, is_text: bool) -> str:
    name = str(path[-1])
    keys = [field.key for field in fields(owner)]
    keys_meant = _possible_keys(name)
    matches = _of_these(owner, name, keys_meant, is_text)
    if len(matches) == 1:
        return f"did you mean '{matches[0]}'?"
    if matches:
        return f"write one of: {', '.join(matches)}"
    if role := _role_of(owner, keys_meant):
        return f"write it below people:, as people: {{{role}: {text}}}"
    if (near := nearest_of(name, keys, 0.75)) is not None:
        return f"did you mean '{near}'?"
    return (
        _in_an_item(kind, owner, name, keys_meant, text)
        or _around(kind, path, keys_meant)
        or _in_a_collection(kind, path, keys_meant)
        or did_you_mean(name, keys)
    )


def role_hint(name: str) -> str:
    """A hint with the role of people that a word means in one of the languages, or ""."""
    roles = [role for role in vocabulary.words("role") if role in _possible_keys(name)]
    return f"did you mean '{roles[0]}'?" if len(roles) == 1 else ""


def _of_these(owner: type, name: str, keys_meant: set[str], is_text: bool) -> list[str]:
    """The fields of a class that were meant and could hold what is given, the surest only.

    `is_text` is whether a text is given.
    """
    possible = [field for field in fields(owner) if not (is_text and _holds_items(field))]
    label_keys = _keys_by_label(name)
    matches = [field for field in possible if field.key in label_keys]
    matches = matches or [field for field in possible if field.key in keys_meant]
    if is_text and len(matches) > 1:
        matches = [field for field in matches if field.item is None]
    return [field.key for field in matches]


def _holds_items(field: Field) -> bool:
    """Whether a field holds items that cannot be written as one text."""
    return field.item is not None and not field.about.short


def _role_of(owner: type, keys_meant: set[str]) -> str | None:
    """The role of people that was meant, where an item may name people by role."""
    for field in fields(owner):
        if field.by_key and field.term is not None and field.item is not None:
            for word in vocabulary.words(field.term.vocabulary):
                if word in keys_meant:
                    return word
    return None


def _possible_keys(name: str) -> set[str]:
    """The keys that may have been meant by a word, itself among them."""
    others = _keys(_other_words(), name)
    return {name, fold(name).replace(" ", "_"), *_keys_by_label(name), *others}


def _keys_by_label(name: str) -> set[str]:
    """The keys that are called by a word in one of the languages."""
    return _keys(_labels(), name)


def _keys(keys_by_words: Mapping[str, set[str]], name: str) -> set[str]:
    """The keys that a word stands for, in any of its ways."""
    return {key for way in _ways(name) for key in keys_by_words.get(way, ())}


def _ways(name: str) -> set[str]:
    """How a word may be written in what it is compared with."""
    plain = re.sub(r"[\W_]+", " ", fold(name)).strip()
    if name in KEYS:
        return {plain}
    return {plain, plain.removesuffix("s"), plain.removeprefix("ال"), f"ال{plain}"}


@cache
def _labels() -> Mapping[str, set[str]]:
    """What every key is called in every language, folded, with the keys that are called so."""
    return _by_words(
        (label, key) for each in languages() for key, label in labels_of(each).fields.items()
    )


@cache
def _other_words() -> Mapping[str, set[str]]:
    return _by_words((word.replace("_", " "), key) for key in _ALSO for word in _ALSO[key].split())


def _by_words(pairs: Iterable[tuple[str, str]]) -> Mapping[str, set[str]]:
    keys: dict[str, set[str]] = defaultdict(set)
    for words, key in pairs:
        keys[fold(words)].add(key)
    return keys


def _in_an_item(kind: type, owner: type, name: str, keys_meant: set[str], text: str) -> str:
    """Advice for what stands on the record or in an item, and belongs into an item of another."""
    homes = sorted(_homes(kind, keys_meant), key=lambda home: home.key != name)
    if issubclass(owner, Rival):
        item_fields = [home.field.key for home in homes if _rival_has(home, keys_meant)]
        if item_fields:
            return f"move this rival account to the item of {item_fields[0]} that it contradicts"
        return ""
    for home in homes:
        if home.field.item is owner:
            continue
        inner = f"people: {{{home.key}: {text}}}" if home.role else f"{home.key}: {text}"
        required = [each.key for each in fields(home.field.item or kind) if each.required]
        others = "".join(f"{key}: ..., " for key in required if key != home.key)
        where = (
            "a step of history" if home.field.key == "history" else f"an item of {home.field.key}"
        )
        return f"move it into {where}: - {{{others}{inner}}}"
    return ""


def _homes(kind: type, keys_meant: set[str]) -> Iterator[_Home]:
    """The lists of a record in whose items the field is known, or a role of their people."""
    for field in fields(kind):
        if field.item is None or not field.is_list or issubclass(field.item, Rival):
            continue
        for inner in fields(field.item):
            if inner.by_key and inner.term is not None:
                for word in vocabulary.words(inner.term.vocabulary):
                    if word in keys_meant:
                        yield _Home(field, word, role=True)
            elif inner.key in keys_meant and inner.key not in ("name", "sources", "note"):
                yield _Home(field, inner.key, role=False)


def _rival_has(home: _Home, keys_meant: set[str]) -> bool:
    rivals = (each.item for each in fields(home.field.item or Rival) if each.key == "others_say")
    return any(each.key in keys_meant for rival in rivals if rival for each in fields(rival))


def _on_one_line(value: Any) -> str:
    """A value as it is written on one line; three dots for what is longer."""
    if isinstance(value, str) and "\n" not in value and len(value) <= 60:
        return value
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return f"[{', '.join(value)}]"
    return "..."


def _around(kind: type, path: KeyPath, keys_meant: set[str]) -> str:
    """Advice for a field of the record that stands in one of its items."""
    keys = [field.key for field in fields(kind)]
    key = next((each for each in keys if each in keys_meant), None)
    if len(path) <= 1 or key is None:
        return ""
    return f"'{key}' is a field of the record: move it out of this item, in line with '{path[0]}'"


def _in_a_collection(kind: type, path: KeyPath, keys_meant: set[str]) -> str:
    if len(path) != 1:
        return ""
    owners = [
        name
        for name, other in RECORD_TYPES.items()
        if other is not kind and any(field.key in keys_meant for field in fields(other))
    ]
    return f"it is a field of {' and '.join(owners)}" if owners else ""
