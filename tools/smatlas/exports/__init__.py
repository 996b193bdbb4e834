"""What leaves the knowledge base: one file a format, each a pure function to text."""
