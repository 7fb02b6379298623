"""One file a command: the function `command`, its options and a few lines.

Beside it a module may say, for `cli/lazy`:

- `EXAMPLES`: command lines for the help, which the tests run.
- `FORMATS`: the formats it has, those of rows by default.
- `DATE`: which date `--since` and `--until` test.
- `ALONE`: options that answer by themselves, and go with no other.
- `TABLES`: tables of words at the end of the help, by their heading.
- `SETTINGS`: settings of Click.
"""
