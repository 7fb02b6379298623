"""The entry point, and the one way out: every end of the program has its exit code here."""

from __future__ import annotations

import os
import signal
import sys


def _leave(*_: object) -> None:
    """Ends the process at once, with nothing half-made left behind.

    An exception would be swallowed wherever Python cannot pass one on (callbacks during imports, for one), and its traceback
    printed. Locks and the terminal are given back by the system.
    """
    leftovers = sys.modules.get("aitracker.model.leftovers")
    if leftovers is not None:
        leftovers.sweep()
    os._exit(130)


def main(args: list[str] | None = None) -> int:
    """Runs a command line (that of the process by default) and returns its exit code; nothing else is raised."""
    # Before anything is imported, since importing takes most of the time; where interrupts are ignored they stay so.
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:
        signal.signal(signal.SIGINT, _leave)
    try:
        return _end(sys.argv[1:] if args is None else args)
    finally:
        if before is signal.default_int_handler:
            signal.signal(signal.SIGINT, before)


def _end(args: list[str]) -> int:
    from aitracker.cli.exits import Exit
    from aitracker.cli.lazy import program

    try:
        return _run(program(), args)
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except (BrokenPipeError, SystemExit):
        # The reader of our output has gone. Typer turns the first into the second.
        from aitracker.display.streams import silence

        silence()
        return Exit.DONE
    except OSError as error:
        from aitracker.display.streams import say, silence

        silence()
        say(f"Error: the output cannot be written: {error.strerror or error}")
        return Exit.CANNOT
    except Exception as error:  # noqa: BLE001 # the one way out: no traceback ever reaches a user
        return _damaged() if type(error).__module__ == "sqlite3" else _bug(error)


def _damaged() -> int:
    """Throws away an index whose damage shows only now; what was printed may be cut short, so it is not printed again."""
    from aitracker.catalog.cache import discard
    from aitracker.cli.exits import Exit
    from aitracker.display.streams import say

    discard()
    say("Error: the index of the registry was damaged, and has been thrown away")
    say("  run the command again: the index is built anew from the registry, which is as it was")
    return Exit.CANNOT


def _run(group: object, args: list[str]) -> int:
    from typer._click.exceptions import ClickException, NoArgsIsHelpError  # Typer names them nowhere else

    from aitracker.cli.exits import Exit
    from aitracker.display.streams import say, write
    from aitracker.model.failures import Failure

    try:
        result = group.main(args, prog_name="aitracker", standalone_mode=False)  # type: ignore[attr-defined] # a Typer group
        return result if isinstance(result, int) else Exit.DONE
    except NoArgsIsHelpError as asked:
        write([f"{asked.format_message()}\n"])
        return Exit.DONE
    except ClickException as error:
        error.show()
        return Exit.USAGE
    except Failure as failure:
        say(f"Error: {_plain(failure.message)}")
        if failure.hint:
            say(f"  {_plain(failure.hint)}")
        return failure.exit_code


def _plain(text: str) -> str:
    from aitracker.display.cells import escape

    return escape(text)


def _bug(error: Exception) -> int:
    from aitracker.cli.exits import Exit
    from aitracker.display.streams import say

    if os.environ.get("AITRACKER_DEBUG"):
        import traceback

        say(traceback.format_exc())
    say(f"Error: aitracker met something it does not know how to handle: {type(error).__name__}: {_plain(str(error))}")
    say("  this is a bug; run it again with AITRACKER_DEBUG=1 to see where, and report it")
    return Exit.CANNOT
