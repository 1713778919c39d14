"""What the documents say about the topics: passages to mark, search and count, and the glossary."""
