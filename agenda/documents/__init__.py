"""Source documents: files read into numbered paragraphs, and their versions."""
