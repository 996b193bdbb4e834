"""Full-text search over plain documents. Knows neither YAML nor the knowledge base.

Whoosh stands behind `search.index`; another engine would be one new file.
"""
