"""`aitracker edit`: a record in the editor of the person, checked when the editor closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aitracker.cli import prompts, questions
from aitracker.cli.adding import IdArgument
from aitracker.cli.editing import Editor, line
from aitracker.cli.exits import Exit
from aitracker.cli.options import EditOptions
from aitracker.display.streams import say
from aitracker.editing import editor_copy
from aitracker.model.errors import FatalError

if TYPE_CHECKING:
    from pathlib import Path

    from aitracker.editing.draft import Draft
    from aitracker.model.problems import Problem

EXAMPLES = (
    "aitracker edit ID",
    "EDITOR='code --wait' aitracker edit 'Name of a record'",
)


def command(
    options: EditOptions,
    id: IdArgument = None,
) -> int:
    """Open a record in your editor, and check the registry when the editor closes.

    The editor is AITRACKER_EDITOR, VISUAL or EDITOR. It gets a copy: the registry changes only
    when the copy has no new errors. Otherwise you can edit again, keep the copy or drop it.
    """
    editor = Editor(options)
    words = editor_copy.command()  # before there is a copy that would be left
    copy = _Copy(editor, questions.record(editor, id))
    while True:
        editor_copy.edit(words, copy.path, copy.line)
        text = editor_copy.read(copy.path)
        if text == copy.before:
            copy.drop()
            say("nothing to change")
            return Exit.DONE
        problems = copy.problems(text)
        if not problems:
            return copy.apply(text)
        for problem in problems:
            say(line(problem))
        choice = _choice()
        if choice == "d":
            copy.drop()
            say("nothing was written")
            return Exit.NO
        if choice == "k":
            raise copy.kept(f"the text has {len(problems)} errors; nothing was written")
        copy.line = next((each.line for each in problems if each.file == copy.file), copy.line)


def _choice() -> str:
    """What to do with a text that has errors: edit again, keep or drop it."""
    if not prompts.can_ask():
        return "k"
    return prompts.ask_letter("[e]dit again, [k]eep the text, [d]rop it?", "ekd")


class _Copy:
    """The copy of a file that is being edited, and the line of the record."""

    def __init__(self, editor: Editor, name: str) -> None:
        draft = editor.draft()
        record = draft.record(name)
        self.editor = editor
        self.file = record.file
        self.before = draft.texts[record.file]
        self.line = draft.line_of(record)
        for older in editor_copy.older(record.file):
            say(f"a text that was not written is kept in {older}")
        self.path: Path = editor_copy.make(record.file, self.before)

    def problems(self, text: str) -> list[Problem]:
        """The errors that a text makes."""
        draft = self.editor.draft()
        draft.replace_text(self.file, text)
        return [problem for problem in draft.problems if problem.severity == "error"]

    def apply(self, text: str) -> int:
        """Writes a text without errors; FatalError, and it is kept, where that cannot be."""

        def plan(draft: Draft) -> None:
            if draft.texts.get(self.file) != self.before:
                raise FatalError(f"{self.file} was changed by another program meanwhile")
            draft.replace_text(self.file, text)

        try:
            code = self.editor.apply(plan)
        except FatalError as error:
            raise self.kept(error.message) from None
        self.drop()
        return code

    def kept(self, why: str) -> FatalError:
        """That nothing was written, why, and where the text is."""
        return FatalError(why, f"your text is kept in {self.path}")

    def drop(self) -> None:
        """Deletes the copy."""
        editor_copy.drop(self.path)
