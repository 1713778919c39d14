"""What a person reads instead of a result, when a rule says no."""


class Refused(Exception):
    """A rule said no. The message is for a person, in the active language: why, and what to do.

    Verbs raise it before anything is stored, or inside a transaction that is then rolled back.
    """
