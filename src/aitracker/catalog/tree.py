"""What belongs to a record, level by level: its parts, what carries it out, what it hosts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from aitracker.catalog.filters import BEGUN, BELONGING, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aitracker.catalog.catalog import Catalog


class TreeRow(NamedTuple):
    """A record in its place below another.

    `depth` is 0 for one that was asked for; `relation` are the relations it names to `parent`.
    `repeated` where what is below it is shown at another place; `below` counts the records right
    below it that are not shown here.
    """

    depth: int
    relation: list[str]
    id: str
    collection: str
    kind: str | None
    name: str
    status: str | None
    certain: bool | None
    since: str | None
    parent: str | None
    repeated: bool
    below: int


Children = dict[str, dict[str, list[str]]]
"""The records right below each, in the order of the registry, with their relations to it."""


def tree(catalog: Catalog, roots: Sequence[str], depth: int | None = None) -> Iterator[TreeRow]:
    """The records that may be there on the day, each followed by what is below it.

    Below those asked for stands also what came after them, or only points to them. What is below a
    record that stands in several places is shown at the first of them. No more than `depth` levels
    below the roots.
    """
    children = _children(catalog, roots)
    by_id = {row.id: row for row in _records(catalog, roots, children)}
    parents: set[str] = set()
    waiting: list[tuple[str, str | None, int]] = [
        (root, None, 0) for root in dict.fromkeys(roots) if root in by_id
    ]
    waiting.reverse()
    while waiting:
        key, parent, level = waiting.pop()
        relation = children[parent][key] if parent is not None else []
        is_part = parent is None or not set(relation).isdisjoint(BELONGING)
        below = [
            each
            for each, relations in children.get(key, {}).items()
            if each in by_id and (parent is None or not set(relations).isdisjoint(BELONGING))
        ]
        opens = is_part and key not in parents and (depth is None or level < depth)
        if opens:
            parents.add(key)
            waiting += [(each, key, level + 1) for each in reversed(below)]
        yield by_id[key]._replace(
            depth=level,
            relation=relation,
            parent=parent,
            repeated=bool(below) and not opens and key in parents,
            below=0 if opens or not is_part else len(below),
        )


def _children(catalog: Catalog, roots: Sequence[str]) -> Children:
    """All that names one of these records, or what belongs to them, by a relation."""
    relations = words_of("relation")
    rows = catalog.connection.execute(
        f"""with recursive family(id) as (
            select value from json_each(?)
            union select l.record from link l join family f on l.target = f.id
            where l.role in {BELONGING}
        )
        select l.target, l.record, l.role from family f join link l on l.target = f.id
        join record r on r.id = l.record where l.role in {relations} order by r.n, l.rowid""",
        (json.dumps(list(roots)),),
    )
    children: Children = {}
    for target, record, role in rows:
        children.setdefault(target, {}).setdefault(record, []).append(role)
    return children


def _records(catalog: Catalog, roots: Sequence[str], children: Children) -> Iterator[TreeRow]:
    """The records of a tree that may be there on the day, without their places in it."""
    keys = dict.fromkeys([*roots, *(key for below in children.values() for key in below)])
    return catalog.rows(
        TreeRow,
        f"""select 0 as depth, '[]' as relation, r.id, r.collection, r.kind, r.name, s.status,
            s.certain, s.since, null as parent, 0 as repeated, 0 as below
        from record r left join state s on s.id = r.id
        where r.id in (select value from json_each(:keys)) and {BEGUN}""",
        {"keys": json.dumps(list(keys))},
        texts=("name",),
        lists=("relation",),
        flags=("certain", "repeated"),
    )
