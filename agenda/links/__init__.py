"""What the agenda adds behind a personal link."""
