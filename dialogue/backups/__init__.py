"""Backups: what is in one, how it is made, and what has to follow when one is restored."""
