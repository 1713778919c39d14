"""Lists as spreadsheets, papers as PDF."""
