"""Who is reminded of what, when, and by whose hand."""
