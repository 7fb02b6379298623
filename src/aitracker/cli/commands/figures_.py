"""`aitracker figures`: what is promised, measured or paid, as numbers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

from aitracker.cli.filter_options import filters, ids_or_names
from aitracker.cli.options import ListOptions, RecordIds, option
from aitracker.cli.rows import Rows
from aitracker.cli.session import Session
from aitracker.cli.words import parts, terms
from aitracker.display.labels import count
from aitracker.model.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aitracker.catalog.catalog import Catalog
    from aitracker.catalog.figures import FigureRow
    from aitracker.catalog.sums import Sums
    from aitracker.display.formats.table import Column

DATE = "deadline or day of measurement (column date)"

EXAMPLES = (
    "aitracker figures --stage announced,committed",
    "aitracker figures --metric jobs --until 2030",
    "aitracker figures --sums --format csv",
)


_MetricOption = Annotated[
    list[str] | None,
    option("--metric", metavar="WORDS", help="Only metrics with these words. Repeatable."),
]
_UnitOption = Annotated[
    list[str] | None,
    option("--unit", metavar="UNIT", help="Only in this unit or currency. Repeatable."),
]
_StageOption = Annotated[
    list[str] | None,
    option("--stage", metavar="STAGE", help="Only money that is {stage}. Repeatable."),
]
_PayerOption = Annotated[
    list[str] | None,
    option("--payer", metavar="ID", help="Only what this organization pays. Repeatable."),
]
_SumsOption = Annotated[
    bool, option("--sums", help="Only the sums of money, by stage and currency.")
]


def command(
    options: ListOptions,
    ids: RecordIds = None,
    metric: _MetricOption = None,
    unit: _UnitOption = None,
    stage: _StageOption = None,
    payer: _PayerOption = None,
    sums: _SumsOption = False,
) -> int:
    """List figures as numbers: aims, results, money, with who pays and who leads.

    The sums of money, by stage and currency, are printed below. Nothing is counted twice: not a
    part and its whole, an earlier and a later version, a record and one that it belongs to, or two
    metrics of one record.
    """
    from aitracker.catalog.figures import FigureFilter, FigureRow, figures
    from aitracker.catalog.rows import row_keys

    session = Session(options)
    catalog = session.catalog
    selection = filters(options, catalog)._replace(ids=session.chosen_ids(ids))
    which = FigureFilter(
        _metrics(catalog, metric),
        _units(catalog, unit),
        terms("stage", stage, ("stage",)),
        ids_or_names("--payer", payer, catalog),
    )
    rows = figures(catalog, selection, which)
    if sums:
        return _print_sums(session, options, list(rows))
    footer = partial(_footer, catalog, session.language)
    return session.print_rows(
        options, Rows(rows, row_keys(FigureRow), "figure", _layout, footer=footer)
    )


def _metrics(catalog: Catalog, texts: Sequence[str] | None) -> tuple[str, ...]:
    """The metrics that have all words of one of the texts; NotFoundError where none has."""
    if not texts:
        return ()
    from aitracker.catalog.figures import distinct_values
    from aitracker.catalog.search_query import Query

    def fits(metric: str, text: str) -> bool:
        query = Query.parse(text)
        return bool(query.clauses) and query.fits(metric)

    return _fitting("metric", texts, distinct_values(catalog, "metric"), fits)


def _units(catalog: Catalog, texts: Sequence[str] | None) -> tuple[str, ...]:
    """The units meant, in any case; NotFoundError for one that no figure has."""
    if not texts:
        return ()
    from aitracker.catalog.figures import distinct_values

    def fits(unit: str, text: str) -> bool:
        return unit.casefold() == text.casefold()

    return _fitting("unit", texts, distinct_values(catalog, "unit"), fits)


def _fitting(
    what: str, texts: Sequence[str], values: Sequence[str], fits: Callable[[str, str], bool]
) -> tuple[str, ...]:
    """The values that fit one of the texts; NotFoundError for a text that none fits."""
    from aitracker.model.nearest import did_you_mean

    result: dict[str, None] = {}
    for text in parts(texts) or texts:
        fitting = [value for value in values if fits(value, text)]
        if not fitting:
            hint = did_you_mean(text, values, f"see the {what}s: aitracker figures --fields {what}")
            raise NotFoundError(f"no figure has the {what} '{text}'", hint)
        result |= dict.fromkeys(fitting)
    return tuple(result)


def _sums(catalog: Catalog, rows: Sequence[FigureRow]) -> Sums:
    from aitracker.catalog.figures import parents_of
    from aitracker.catalog.sums import sums

    return sums(rows, parents_of(catalog))


def _print_sums(session: Session, options: ListOptions, figures: Sequence[FigureRow]) -> int:
    from aitracker.catalog.rows import row_keys
    from aitracker.catalog.sums import SumRow
    from aitracker.display.formats.sums_text import omission_lines

    def footer(rows: Sequence[SumRow]) -> str:
        language = session.language
        return "\n".join(
            [count(len(rows), "sum", language), *omission_lines(totals.left_out, language)]
        )

    totals = _sums(session.catalog, figures)
    return session.print_rows(
        options, Rows(totals.rows, row_keys(SumRow), "sum", _sum_layout, footer=footer)
    )


def _footer(catalog: Catalog, language: str, rows: Sequence[FigureRow]) -> str:
    """How many figures, then the sums of money, then what is in none of them."""
    from aitracker.display.formats.sums_text import lines, omission_lines

    totals = _sums(catalog, rows)
    total = count(len(rows), "figure", language)
    return "\n".join(
        [total, *lines(totals.rows, language), *omission_lines(totals.left_out, language)]
    )


def _layout() -> list[Column]:
    from aitracker.display.formats.table import WHOLE, Column

    return [
        Column("id", WHOLE),
        Column("metric", 14, fold=True),
        Column("part", 8, 2),
        Column("value", WHOLE),  # a number that is cut is another number
        Column("type", 8, 3),
        Column("date", 7, 5),
        Column("stage", 9, 6),
        Column("payer", 8, 7),
        Column("lead", 8, 4),
        Column("state", 15, 1),
    ]


def _sum_layout() -> list[Column]:
    from aitracker.display.formats.table import WHOLE, Column

    amount = [Column(key, WHOLE) for key in ("stage", "unit", "low", "high", "about", "figures")]
    return [*amount, Column("left_out", drop=1)]  # the footer says what is left out, and why
