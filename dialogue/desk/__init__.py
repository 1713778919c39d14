"""The pages that the admin site adds for organisers on the ground floor."""
