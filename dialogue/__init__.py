"""The project, and what every other part of it rests on: the dialogue itself."""

__version__ = "0.1.0"
