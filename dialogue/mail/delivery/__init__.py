"""Delivering what waits in the outbox: the worker, the mail server, the message as bytes."""
