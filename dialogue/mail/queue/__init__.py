"""The organisers' pages of outgoing mail."""
