"""Long work: what takes too long for a page is put into a queue, and `manage.py work` does it."""
