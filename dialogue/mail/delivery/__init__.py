"""Delivering what waits in the outbox: the worker, the way to the mail server, the message as bytes."""
