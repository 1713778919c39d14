"""A day of the programme as a board, and running late."""
