"""What participants show on the organisers' front page."""
