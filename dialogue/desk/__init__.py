"""The organisers' front page: what to do today, and the dialogue that they have chosen."""
