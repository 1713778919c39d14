"""The information note to participants: its text, its versions, its page and its PDF."""
