"""The pages that the admin site adds for the programme."""
