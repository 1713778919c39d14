"""Letters to many: organisers' own words to those whom filters choose."""
