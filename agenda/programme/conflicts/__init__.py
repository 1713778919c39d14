"""What does not fit together in a programme."""
