"""Small changes to a module that a test should notice.

What changes is a comparison, a number, a condition or a statement.
"""

from __future__ import annotations

import ast
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SKIPPED = {"annotation", "returns", "decorator_list"}
"""What no run of the program evaluates, or only says how a class is made."""

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}


class Mutation(NamedTuple):
    """One change.

    It has the line it is on, that line as written, the function it is in ("" for none), and what
    becomes what.
    """

    line: int
    written: str
    function: str
    change: str


class _Site(NamedTuple):
    """A place in the tree, what stands there, what is put there instead, and how."""

    node: ast.AST
    new: ast.AST
    put: Callable[[ast.AST], None]


def mutations(source: str) -> list[Mutation]:
    """Every change to a module, in the order of its tree."""
    lines = source.splitlines()
    tree = ast.parse(source)
    owners = {line: name for name, node in _functions(tree) for line in _lines(node)}
    found = []
    told: Counter[tuple[int, str]] = Counter()
    for node, new, _ in _sites(tree):
        line, change = getattr(node, "lineno", 0), _change(node, new)
        told[line, change] += 1
        if (number := told[line, change]) > 1:
            change = f"{change}  (number {number} on its line)"
        found.append(Mutation(line, lines[line - 1].strip(), owners.get(line, ""), change))
    return found


def mutated(source: str, number: int) -> str:
    """The module with one change, counted as `mutations` does. Its comments and layout are lost."""
    tree = ast.parse(source)
    for count, site in enumerate(_sites(tree)):
        if count == number:
            site.put(site.new)
            return ast.unparse(ast.fix_missing_locations(tree))
    raise IndexError(number)


def _functions(parent: ast.AST, path: str = "") -> Iterator[tuple[str, ast.AST]]:
    """The functions of a module and the methods of its classes, by qualified name.

    Not those inside a function.
    """
    for node in ast.iter_child_nodes(parent):
        if isinstance(node, ast.FunctionDef):
            yield f"{path}{node.name}", node
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node, f"{path}{node.name}.")


def _lines(node: ast.AST) -> range:
    """The lines of a function, without its signature, which is evaluated on import."""
    assert isinstance(node, ast.FunctionDef)
    return range(node.body[0].lineno, (node.end_lineno or node.lineno) + 1)


def _change(node: ast.AST, new: ast.AST) -> str:
    if isinstance(new, ast.Pass):
        return f"{_code(node)}  ->  (removed)"
    return f"{_code(node)}  ->  {_code(new)}"


def _code(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 100 else f"{text[:99]}…"


def _sites(tree: ast.AST) -> Iterator[_Site]:
    for node, put in _places(tree, inside=False):
        for new in _instead(node):
            yield _Site(node, new, put)


def _places(
    parent: ast.AST, *, inside: bool
) -> Iterator[tuple[ast.AST, Callable[[ast.AST], None]]]:
    """Every node below this one with a function that puts another in its place.

    Statements outside a function are not offered: without one of them the module cannot be
    imported.
    """
    inside = inside or isinstance(parent, ast.FunctionDef)
    for name, value in ast.iter_fields(parent):
        if name in _SKIPPED or (name == "keywords" and isinstance(parent, ast.ClassDef)):
            continue
        for place, node in enumerate(value if isinstance(value, list) else [value]):
            if not isinstance(node, ast.AST) or _is_out_of_reach(node):
                continue
            if inside or not isinstance(node, ast.stmt):
                put = (
                    partial(value.__setitem__, place)
                    if isinstance(value, list)
                    else partial(setattr, parent, name)
                )
                yield node, put
            yield from _places(node, inside=inside)


def _is_out_of_reach(node: ast.AST) -> bool:
    """Docstrings, assertions and imports, which are for readers and for the type checker."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.If):
        return ast.unparse(node.test) == "TYPE_CHECKING"
    return isinstance(node, ast.Assert | ast.Import | ast.ImportFrom)


def _instead(node: ast.AST) -> Iterator[ast.AST]:
    """What may stand in the place of a node."""
    if isinstance(node, ast.stmt):
        yield from _instead_of_statement(node)
    match node:
        case ast.Compare(left=left, ops=ops, comparators=others):
            for place, op in enumerate(ops):
                changed = [*ops[:place], _COMPARISONS[type(op)](), *ops[place + 1 :]]
                yield ast.Compare(left, changed, others)
        case ast.BoolOp(op=op, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as op, right=right):
            other = ast.Sub() if isinstance(op, ast.Add) else ast.Add()
            yield ast.BinOp(left, other, right)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.IfExp(test=test, body=body, orelse=orelse):
            yield ast.IfExp(_negated(test), body, orelse)
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() as value):
            yield ast.Constant(value + 1)
            yield ast.Constant(value - 1)


def _instead_of_statement(node: ast.stmt) -> Iterator[ast.stmt]:
    match node:
        case ast.If(test=test, body=body, orelse=orelse):
            yield ast.If(_negated(test), body, orelse)
        case ast.Return(value=ast.expr() as value) if not _is_none(value):
            yield ast.Return(ast.Constant(None))
        case ast.Expr() | ast.AugAssign() | ast.Raise() | ast.Continue() | ast.Break():
            yield ast.Pass()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield ast.Pass()


def _negated(test: ast.expr) -> ast.expr:
    return ast.UnaryOp(ast.Not(), test)


def _is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None
