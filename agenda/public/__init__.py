"""The public pages of a dialogue."""
