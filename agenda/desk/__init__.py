"""The pages that the admin site adds for those who prepare topics and programme. Looking changes
nothing; each page asks before it acts."""
