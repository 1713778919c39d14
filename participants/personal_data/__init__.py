"""What is kept about people who are invited: until when, how it is forgotten, and what they ask."""
