"""The project, and what every other part of it rests on: the dialogue itself."""

__version__ = "0.2.0"
