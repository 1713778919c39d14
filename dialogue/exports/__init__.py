"""Lists as spreadsheets, papers as Word files and PDF."""
