"""One module per change of the schema, in a single line; a released one is never edited."""
