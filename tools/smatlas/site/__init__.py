"""The static site: one file a page family, templates beside it.

Every page is an HTML fragment wrapped in plain Markdown; `stage` writes the tree that
mkdocs builds, and `build` builds it and puts it in place.
"""
