"""What the agenda shows on the organisers' front page."""
