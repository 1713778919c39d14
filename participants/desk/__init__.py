"""The pages that the admin site adds for organisers. Looking changes nothing; each page asks before
it acts."""
