"""Finding rows by what people type: without diacritics, in any case."""
