"""Organisers' accounts: sign-in, second factor, and the admin site they enter."""
