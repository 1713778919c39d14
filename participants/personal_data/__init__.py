"""What is kept about those who are invited, and who of them may be forgotten."""
