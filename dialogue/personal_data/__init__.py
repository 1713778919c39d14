"""What is kept about people, why, who sees it and until when; and how it is forgotten."""
