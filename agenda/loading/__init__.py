"""A dialogue loaded from data files."""
