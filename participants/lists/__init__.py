"""The list of participants as a paper: revisions that are published, and their files."""
