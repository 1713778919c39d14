"""People and institutions as the secretariat enters them: lists in and out."""
