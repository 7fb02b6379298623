"""Where a field belongs that stands where it is not known, by the description of all fields."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from aitracker.model import vocabulary
from aitracker.model.fields import fields
from aitracker.model.folding import fold
from aitracker.model.nearest import did_you_mean, nearest_of
from aitracker.model.records import RECORD_TYPES, Rival

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from aitracker.model.errors import KeyPath
    from aitracker.model.fields import Field

_ALSO = {
    "aliases": "alias autres_noms other_names",
    "attended": "attendees participants présents presents الحاضرون",
    "by": "deadline_for target_date échéance",
    "country": "pays البلد",
    "date": "day jour le التاريخ",
    "due": "date deadline échéance",
    "figures": "numbers chiffres أرقام",
    "for": "pour",
    "from": "début since depuis",
    "history": "steps timeline historique étapes التاريخ_الزمني",
    "kind": "type nature category catégorie النوع",
    "language": "lang langue اللغة",
    "lead": "leader owner responsable pilote",
    "links": "link website site url liens",
    "metric": "indicator indicateur المؤشر",
    "name": "label nom intitulé الاسم",
    "note": "comment comments remark remarque ملاحظة",
    "objectives": "aims goals objectifs أهداف",
    "organizers": "organisers organizer organisateurs",
    "others_say": "rivals rival disputes autres",
    "parties": "partners members parties_prenantes membres الأطراف",
    "partners": "parties partenaires الشركاء",
    "people": "persons personnes participants الأشخاص",
    "place": "location venue lieu المكان",
    "published": "date publication_date publié",
    "publisher": "author newspaper éditeur journal الناشر",
    "roles": "offices positions fonctions المناصب",
    "signed": "signatories signatory signers signataires الموقعون",
    "sources": "references refs sources_ références المصادر",
    "status": "state statut état الحالة",
    "summary": "description desc text résumé ملخص الوصف",
    "title": "headline titre function العنوان",
    "until": "to end fin jusqu'à",
    "url": "link address lien adresse",
    "value": "amount number montant valeur القيمة",
}
"""What people write for a field, in words; each is understood only where the field is known."""


class _Home(NamedTuple):
    """A field of a record, and in its items the field that was meant."""

    field: Field
    key: str
    role: bool


def advice(kind: type, path: KeyPath, owner: type, given: Any) -> str:
    """What to do with a field that `owner`, at this path below a record of a class, has not."""
    return _advice(kind, path, owner, _shown(given))


@lru_cache(maxsize=1024)  # a mistake made once is often made in every record
def _advice(kind: type, path: KeyPath, owner: type, shown: str) -> str:
    name = str(path[-1])
    keys = [field.key for field in fields(owner)]
    meant = _meant(name)
    if same := next((key for key in keys if key in meant), None):
        return f"did you mean '{same}'?"
    if (near := nearest_of(name, keys, 0.75)) is not None:
        return f"did you mean '{near}'?"
    return (
        _in_an_item(kind, owner, meant, shown)
        or _around(kind, path, meant)
        or _in_a_collection(kind, path, meant)
        or did_you_mean(name, keys)
    )


def _meant(name: str) -> set[str]:
    """The keys that may have been meant by a word, itself among them."""
    said = fold(name.replace(" ", "_"))
    return {name, said, *_keys_by_word().get(said, ())}


@cache
def _keys_by_word() -> Mapping[str, Sequence[str]]:
    """The words of `_ALSO`, folded, each with the keys it may stand for."""
    keys: dict[str, list[str]] = defaultdict(list)
    for key, words in _ALSO.items():
        for word in words.split():
            keys[fold(word)].append(key)
    return keys


def _in_an_item(kind: type, owner: type, meant: set[str], shown: str) -> str:
    """Advice for what stands on the record or in an item, and belongs into an item of another."""
    homes = list(_homes(kind, meant))
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
