"""Papers made of topics and programme: the concept note."""
