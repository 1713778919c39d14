"""The ranked reserve list, and the balance of who comes."""
