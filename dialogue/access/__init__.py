"""Who may see what: organisers' roles, personal links, views."""
