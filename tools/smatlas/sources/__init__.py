"""Registries of scholarly works: one file a registry, the only rooms that know the network.

A registry module gives `NAME`, `SCHEMES` (the identifier schemes that it can be asked by),
`request(identifier)` (what to ask) and `read(answer, identifier)` (what it said, as `Facts`).
`transport.ask` does the asking, through a transport that a caller hands in, and turns
whatever goes wrong into a `Failure`. Nothing here knows the knowledge base.
"""
