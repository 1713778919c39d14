"""Whether the site works, for people and for monitors: heartbeats, checks, outages, numbers."""
