"""One module a format: rows or a record in, text out.

A format never prints, asks the time, or looks at the terminal.
"""
