"""What is owed to a person whose data is held."""
