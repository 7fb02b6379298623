"""The entry point, and the one way out: every end of the program has its exit code here."""

from __future__ import annotations

import os
import signal
import sys


def _leave(*_: object) -> None:
    """Ends the process at once, with nothing half-made left behind, be it a file or a line on the terminal.

    An exception would be swallowed wherever Python cannot pass one on (callbacks during imports, for one), and its traceback
    printed. Locks are given back by the system.
    """
    for module, name in (
        ("aitracker.model.leftovers", "sweep"),
        ("aitracker.display.streams", "erase"),
    ):
        undo = getattr(
            sys.modules.get(module), name, None
        )  # what is not imported, or only half, has left nothing
        if undo is not None:
            undo()
    os._exit(130)


def main(args: list[str] | None = None) -> int:
    """Runs a command line (that of the process by default) and returns its exit code; nothing else is raised."""
    # Before anything is imported, since importing takes most of the time; where interrupts are ignored they stay so. A process
    # that is about to end keeps the handler: an exception now would print its traceback.
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:
        signal.signal(signal.SIGINT, _leave)
    try:
        return _end(sys.argv[1:] if args is None else args)
    finally:
        if args is not None and before is signal.default_int_handler:
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
        what = (
            f"{_plain(str(error.filename))} cannot be used"
            if error.filename
            else "the output cannot be written"
        )
        say(f"Error: {what}: {error.strerror or error}")
        return Exit.CANNOT
    except Exception as error:  # noqa: BLE001 # the one way out: no traceback ever reaches a user
        # An index is where all JSON that is read comes from.
        return _damaged() if type(error).__module__ in ("sqlite3", "json.decoder") else _bug(error)
    finally:
        _close()


def _close() -> None:
    """Closes the indexes, where the command has opened any."""
    cache = sys.modules.get("aitracker.catalog.cache")
    if cache is not None:
        cache.close()


def _damaged() -> int:
    """Throws away an index whose damage shows only now; what was printed may be cut short, so it is not printed again."""
    from aitracker.catalog.cache import discard
    from aitracker.cli.exits import Exit
    from aitracker.display.streams import say

    if stuck := discard():
        say(
            f"Error: the index of the registry is damaged, and cannot be thrown away: {_plain(str(stuck[0]))}"
        )
        say("  delete it, or set XDG_CACHE_HOME to another folder; the registry is as it was")
        return Exit.CANNOT
    say("Error: the index of the registry was damaged, and has been thrown away")
    say("  run the command again: the index is built anew from the registry, which is as it was")
    return Exit.CANNOT


def _run(group: object, args: list[str]) -> int:
    from typer._click.exceptions import (
        ClickException,
        NoArgsIsHelpError,
    )  # Typer names them nowhere else

    from aitracker.cli.exits import Exit
    from aitracker.display.streams import say, write
    from aitracker.model.failures import Failure

    try:
        readable = [
            os.fsencode(word).decode("utf-8", "replace") for word in args
        ]  # bytes that are no UTF-8 can name nothing
        result = group.main(readable, prog_name="aitracker", standalone_mode=False)  # type: ignore[attr-defined] # a Typer group
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
    say(
        f"Error: aitracker met something it does not know how to handle: {type(error).__name__}: {_plain(str(error))}"
    )
    say("  this is a bug; run it again with AITRACKER_DEBUG=1 to see where, and report it")
    return Exit.CANNOT
