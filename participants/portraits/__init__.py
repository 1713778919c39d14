"""Portraits of those who speak: taken in, drawn anew, shown while the consent stands."""
