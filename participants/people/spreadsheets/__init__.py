"""Lists of people as spreadsheets: files to rows, rows to people, and lists to files."""
