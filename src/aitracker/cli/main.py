"""The entry point, and the one way out: every end of the program has its exit code here."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # that of typing, which takes long enough to import to be interrupted
if TYPE_CHECKING:
    from aitracker.model.errors import FatalError

try:
    # What signal wraps is there already; an interrupt while it imports enum would still print a
    # traceback.
    import _signal as signal  # type: ignore[import-not-found] # a module of CPython's own
except ImportError:
    import signal


def _leave(*_: object) -> None:
    """Ends the process at once, with nothing left half-made: no file, no line on a terminal.

    An exception would be swallowed wherever Python cannot pass one on (callbacks during imports,
    for one), and its traceback printed. The system releases locks.
    """
    _undo()
    os._exit(130)


def end_process(failure: FatalError) -> None:
    """Ends the process at once and from any thread, with a message, where nothing else can."""
    _undo()
    _say(failure)
    os._exit(failure.exit_code)


def _say(failure: FatalError) -> None:
    from aitracker.display.streams import say

    say(f"Error: {failure.message}")
    for line in (*failure.choices, failure.hint):
        if line:
            say(f"  {line}")


def _undo() -> None:
    for module, name in (
        ("aitracker.files.temporary", "sweep"),
        ("aitracker.display.streams", "erase"),
    ):
        # What is not imported, or only half, has left nothing.
        undo = getattr(sys.modules.get(module), name, None)
        if undo is not None:
            undo()


def main(args: list[str] | None = None) -> int:
    """Runs a command line (that of the process by default) and returns its exit code.

    It raises nothing.
    """
    # Before anything is imported, since importing takes most of the time; where interrupts are
    # ignored they stay so. A process that is about to end keeps the handler: an exception now
    # would print its traceback.
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:
        signal.signal(signal.SIGINT, _leave)
    if args is None:
        return _process()
    try:
        return _end(args)
    finally:
        if before is signal.default_int_handler:
            signal.signal(signal.SIGINT, before)


def _process() -> int:
    """Runs the command line of the process, which ends with it.

    Nearly all objects of a start are modules, and stay: to look among them for garbage would take a
    tenth of the time of a short command. A long one still has it collected.
    """
    import gc

    gc.set_threshold(100_000)
    try:
        return _end(sys.argv[1:])
    finally:
        gc.freeze()  # else the interpreter looks through all of them when it ends


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
        what = f"cannot use {error.filename}" if error.filename else "cannot write the output"
        say(f"Error: {what}: {error.strerror or error}")
        return Exit.CANNOT
    except Exception as error:  # noqa: BLE001 # the one way out: no traceback ever reaches a user
        # An index is where all JSON that is read comes from.
        return (
            _discard_index()
            if type(error).__module__ in ("sqlite3", "json.decoder")
            else _bug(error)
        )
    finally:
        _close()


def _close() -> None:
    """Closes the indexes, where the command has opened any."""
    cache = sys.modules.get("aitracker.catalog.cache")
    if cache is not None:
        cache.close()


def _discard_index() -> int:
    """Deletes an index whose damage shows only now.

    What was printed may be cut short, so it is not printed again.
    """
    from aitracker.catalog.cache import discard
    from aitracker.cli.exits import Exit
    from aitracker.display.streams import say

    if stuck := discard():
        say(f"Error: the index is corrupt and cannot be deleted: {stuck[0]}")
        say("  delete it, or set XDG_CACHE_HOME to another folder; the registry is unchanged")
        return Exit.CANNOT
    say("Error: the index was corrupt and has been deleted")
    say("  run the command again; the registry is unchanged")
    return Exit.CANNOT


def _run(group: object, args: list[str]) -> int:
    from aitracker.cli.click_internals import ClickException, NoArgsIsHelpError, UsageError
    from aitracker.cli.exits import Exit
    from aitracker.display.streams import say, speak_utf8, write
    from aitracker.model.errors import FatalError
    from aitracker.reading.intake import printable

    speak_utf8()
    try:
        words = [printable(word) for word in args]
        # It is a Typer group.
        result = group.main(words, prog_name="aitracker", standalone_mode=False)  # type: ignore[attr-defined]
        return result if isinstance(result, int) else Exit.DONE
    except NoArgsIsHelpError as error:
        write([f"{error.format_message()}\n"])
        return Exit.DONE
    except ClickException as error:
        if isinstance(error, UsageError) and (ctx := error.ctx) is not None:
            for line in ctx.get_usage().splitlines():
                say(line)
            say(f"Try '{ctx.command_path} {ctx.help_option_names[0]}' for help.")
            say("")
        say(f"Error: {error.format_message()}")
        return Exit.USAGE
    except FatalError as failure:
        _say(failure)
        return failure.exit_code


def _bug(error: Exception) -> int:
    from aitracker.cli.exits import Exit
    from aitracker.display.streams import say

    if os.environ.get("AITRACKER_DEBUG"):
        import traceback

        for line in traceback.format_exc().splitlines():
            say(line)
    say(f"Error: internal error: {type(error).__name__}: {error}")
    say("  this is a bug; run again with AITRACKER_DEBUG=1 to see where, and report it")
    return Exit.CANNOT
