"""Forms, for invitees, institutions and organisers."""
