"""What Typer has for us under private names only: it carries Click inside itself, and says nothing of it.

A test tells which version of Typer no longer has one of these.
"""

from __future__ import annotations

from typer._click import Command, Context, Parameter
from typer._click.exceptions import ClickException, NoArgsIsHelpError, UsageError

__all__ = ["ClickException", "Command", "Context", "NoArgsIsHelpError", "Parameter", "UsageError"]
