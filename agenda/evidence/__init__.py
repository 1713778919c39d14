"""What the documents say for the topics: passages, marked, searched, counted, and the glossary."""
