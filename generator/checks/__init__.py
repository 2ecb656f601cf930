"""Checks over the Register, one file each; ``registry.run`` runs them all."""
