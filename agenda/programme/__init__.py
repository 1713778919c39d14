"""The draft programme: sessions, roles in them, and what does not fit together."""
