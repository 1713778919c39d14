"""Reminders: whom to remind of what and when, sending them, and the organisers' page."""
