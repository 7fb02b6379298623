"""What Typer has for us under private names only: it carries Click inside itself.

ImportError names the version of Typer that no longer has one of these.
"""

from __future__ import annotations

import typer

try:
    from typer._click import Command, Context, Parameter
    from typer._click.exceptions import ClickException, NoArgsIsHelpError, NoSuchOption, UsageError
    from typer._click.formatting import HelpFormatter
except ImportError as error:
    raise ImportError(f"Typer {typer.__version__} no longer has what is needed: {error}") from error

__all__ = [
    "ClickException",
    "Command",
    "Context",
    "HelpFormatter",
    "NoArgsIsHelpError",
    "NoSuchOption",
    "Parameter",
    "UsageError",
]
