"""Notes of sessions, under the rule of each session."""
