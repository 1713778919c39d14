"""Letters to invitees and institutions, and the calendar invitation in them."""
