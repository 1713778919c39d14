"""How names and countries are written and ordered. No database."""
