"""The verbs of the command line: one file each.

A command module has a docstring (its help: the first line is the short help, the rest
follows, examples last), `configure(parser)`, which declares its arguments, and
`execute(request)`, which answers with an `Outcome`. The work itself is in `run(...)`,
which returns data. Heavy imports stand inside functions, so that a search does not wait
for the graph. To add a verb: one file here, one line in `parser.COMMANDS`, one test.
"""
