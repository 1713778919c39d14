"""What a person may be told instead of a result."""


class Refused(Exception):
    """A rule said no. The message is for a person, in the active language: why, and what to do."""
