"""Checks over a built site, as readers get it: ``zhibu report --site-dir DIR`` runs them."""
