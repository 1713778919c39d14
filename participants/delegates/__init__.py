"""What delegates tell once they have a seat, what they agreed to, and the list of participants."""
