"""Printed matter: documents, the data they are laid out from, typesetting, and what may go to whom."""
