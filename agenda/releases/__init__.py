"""Releasing the programme: the draft becomes what everybody sees."""
