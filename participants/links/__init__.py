"""What opens with a personal link or an institution's: no account, no language in the address."""
