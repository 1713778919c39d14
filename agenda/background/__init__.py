"""Background papers of sessions: uploaded by organisers, read by delegates behind their link."""
