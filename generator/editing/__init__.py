"""Ways in for people who do not program: starting, scaffolding, formatting, spreadsheets, forms, reviews."""
