"""Zhibu: one YAML record per Party branch becomes a website, printed matter and a proof that the figures agree."""

__version__ = "0.1.0.dev0"
