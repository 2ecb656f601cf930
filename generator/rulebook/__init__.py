"""Rules, term sets and methods as data, and the figures computed by them."""
