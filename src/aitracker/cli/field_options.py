"""Options made of the fields of records and items: their names, their help, what was given."""

# Without the future import: the annotations are made here.

from typing import Annotated, Any, ClassVar, NamedTuple

from aitracker.cli.options import EditOptions, option
from aitracker.model.fields import Field, fields, parts, writing_order
from aitracker.model.languages import check_text
from aitracker.model.records import Rival
from aitracker.model.scalars import Checked
from aitracker.model.vocabulary import definition, words

_NOT_OPTIONS = frozenset({"others_say", "undecided", "formerly"})
"""Fields that have a command of their own, or are set after there is an item."""


class FieldOption(NamedTuple):
    """The field that an option fills, and under which key where it holds values by key.

    `bodies` is a second field with that key, for organizations where the first is for people.
    """

    field: Field
    role: str = ""
    bodies: Field | None = None

    @property
    def flag(self) -> str:
        """The option as it is typed."""
        return f"--{(self.role or singular(self.field)).replace('_', '-')}"

    @property
    def name(self) -> str:
        """The name of its parameter."""
        return f"field_{(self.role or self.field.key).replace('-', '_')}"

    @property
    def several(self) -> bool:
        """Whether it may be given more than once."""
        return bool(self.role) or self.field.is_list or self.field.by_key or self.is_localized

    @property
    def is_localized(self) -> bool:
        """Whether it holds a text that may be given in several languages."""
        kinds = parts(self.field.type)
        return any(isinstance(part, Checked) and part.check is check_text for part in kinds)

    @property
    def help(self) -> str:
        """What the help of a command says of it."""
        meaning = self.field.about.meaning
        if self.role:
            meaning = definition("role", self.role)
        elif self.field.term is not None:
            meaning += f": {{{self.field.term.vocabulary}}}"
        if self.is_localized:
            meaning += "; TAG=TEXT for one language"
        end = ". Repeatable." if self.several else "."
        return meaning[0].upper() + meaning[1:] + end

    def annotation(self) -> Any:
        """Its type, for Typer."""
        kind = list[str] if self.several else str
        parameter = option(
            self.flag, help=self.help, metavar=self._metavar, rich_help_panel="Fields"
        )
        return Annotated[kind | None, parameter]

    @property
    def _metavar(self) -> str:
        if self.field.refers is not None and self.field.item is None:
            return "ID"
        if self.field.about.short in ("organization", "person"):
            return self.field.about.short.upper()
        return "TEXT" if self.field.is_text else self.field.key.upper()


def singular(field: Field) -> str:
    """The key of a field as the name of one of its values: parties, party."""
    key = field.key
    if not field.is_list or (field.refers is not None and not field.refers.collections):
        return key  # a relation is a verb: implements
    for ending, one in (("ies", "y"), ("ases", "as"), ("s", "")):
        if key.endswith(ending):
            return key.removesuffix(ending) + one
    return key


def of_fields(kind: type, leave_out: frozenset[str] = frozenset()) -> list[FieldOption]:
    """The options for the fields of a class, in the order in which they are written."""
    by_key = {field.key: field for field in fields(kind)}
    options: dict[str, FieldOption] = {}
    for key in writing_order(kind, as_listed=True):
        field = by_key[key]
        if key in _NOT_OPTIONS or key in leave_out:
            continue
        roles = words(field.term.vocabulary) if field.term is not None and field.by_key else [""]
        for each in (FieldOption(field, role) for role in roles):
            first = options.get(each.name)
            options[each.name] = each if first is None else first._replace(bodies=field)
    return list(options.values())


def of_rivals() -> list[FieldOption]:
    """The options for the fields of all rival accounts, each once."""
    options: dict[str, FieldOption] = {}
    for kind in Rival.__subclasses__():
        for each in of_fields(kind):
            options.setdefault(each.name, each)
    return sorted(options.values(), key=lambda each: each.field.about.written or 0)


class FieldOptions(EditOptions):
    """Options of which some fill fields."""

    filling: ClassVar = dict[str, FieldOption]()

    @property
    def flags(self) -> dict[str, str]:
        """The option of each field."""
        return {each.field.key: each.flag for each in self.filling.values()}

    def given(self, *keys: str) -> dict[FieldOption, list[str]]:
        """What was given for fields; only for these, if any are named."""
        values: dict[FieldOption, list[str]] = {}
        for name, each in self.filling.items():
            value = getattr(self, name)
            if value is not None and (not keys or each.field.key in keys):
                values[each] = value if isinstance(value, list) else [value]
        return values


def options_for(
    filling: list[FieldOption], base: type[FieldOptions] = FieldOptions
) -> type[FieldOptions]:
    """The group of options that a command takes which fills these fields."""
    annotations = {each.name: each.annotation() for each in filling}
    body = {
        "__annotations__": annotations,
        "__doc__": base.__doc__,
        "filling": {each.name: each for each in filling},
        **dict.fromkeys(annotations),
    }
    options: type[FieldOptions] = type("Filling", (base,), body)
    return options
