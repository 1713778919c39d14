"""Countries: reading what people write, and offering them in forms."""
