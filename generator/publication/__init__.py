"""Who may see what: the public view is all that exists for pages, print and data."""
