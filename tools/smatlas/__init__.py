"""smatlas: a curated survey kept as YAML records, checked, linked, indexed and rendered.

The rooms, from the ground up (imports point down only):

1. `problems`, `identifiers`, `names`, `text`: values that know nothing of files.
2. `records`: YAML files to mappings that know the place of every value.
3. `validation`, `model`, `taxonomy`: typed papers, the role tree, the closed vocabularies.
4. `knowledge_base`: everything loaded, with look-ups.
5. `checks`, `citations`, `neighbours`, `statistics`, `search`: rules, the citation graph, near
   papers, counts, the full-text index.
6. `exports`, `site`: one file a format, one file a page family.
7. `commands`, then `cli`: one file a verb; the front parses and prints.
"""

__version__ = "0.1.0"
