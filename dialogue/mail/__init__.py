"""The mail system: letters are written into an outbox, and workers hand them to the mail server."""
