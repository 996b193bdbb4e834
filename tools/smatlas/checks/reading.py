"""Codes that reading reports: the shape of the files themselves."""

from __future__ import annotations

from smatlas.checks.registry import reading_rule

reading_rule(
    "yaml-syntax",
    """A file must be valid UTF-8 YAML of moderate size, without tags.
A file that cannot be read is left out and reported; the others are read all the same.

Bad::

    title: An Example: Of a Title

Good::

    title: "An Example: Of a Title"
    verified: {on: 2026-01-31, source: "https://example.org/", title: "An Example: Of a Title"}
""",
)
reading_rule(
    "yaml-duplicate-key",
    """A field must stand once.
YAML readers keep one of the two without a word, so half of an edit gets lost.

Bad::

    year: 2023
    year: 2024

Good::

    year: 2024
""",
)
reading_rule(
    "yaml-alias",
    """Aliases and merge keys are not used.
They make a record depend on distant lines, and can blow up a small file beyond measure.

Bad::

    title: &title An Example
    verified: {on: 2026-01-31, source: "https://example.org/", title: *title}

Good::

    title: An Example
    verified: {on: 2026-01-31, source: "https://example.org/", title: "An Example"}
""",
)
reading_rule(
    "unknown-field",
    """Only the documented fields may stand in a file.
A misspelt field would otherwise be lost in silence.

Bad::

    veneu: CONF

Good::

    venue: CONF
""",
)
reading_rule(
    "missing-field",
    """The required fields must be there.
A record without title, authors, reason or proof of identity is of no use to a reader.

Bad::

    roles: [{role: some-role, why: A tagger orders the texts.}]

Good::

    roles: [{role: some-role, why: A tagger orders the texts., where: abstract, by: editors}]
""",
)
reading_rule(
    "wrong-type",
    """A value must be of its field's type, and not empty.
Not known means that the field is left out.

Bad::

    year: soon

Good::

    year: 2024
""",
)
reading_rule(
    "missing-file",
    """The taxonomy needs its three files.
Without them nothing can be placed.

Bad::

    # taxonomy/venues.yaml
    (there is no such file)

Good::

    # taxonomy/venues.yaml
    venues:
      - {key: arXiv, name: arXiv, type: preprint}
      - {key: CONF, name: Conference on Examples, type: conference}
""",
)
reading_rule(
    "table-unreadable",
    """The table of a data set is valid CSV in UTF-8 of moderate size.
A table that cannot be read is left out and reported.

Bad::

    # datasets/speed.csv
    name,size,score,origin,seen
    One,1,5,"a.json" b,

Good::

    # datasets/speed.csv
    name,size,score,origin,seen
    One,1,5,"a, b.json",
""",
)
reading_rule(
    "left-to-fill",
    """What a draft leaves to a person must be filled in.
`smatlas add` writes FILL IN where a registry cannot know: the summary, the role, the reason.

Bad::

    summary: FILL IN

Good::

    summary: >-
      Examples are read before rules are; here one stands beside each rule, and questions
      become fewer.
""",
)
