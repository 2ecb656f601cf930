"""Zhibu: one YAML record per Party branch becomes a website, printed matter and a proof that the figures agree."""

import os

__version__ = "0.1.0"

# Models are ours alone: what else is installed adds nothing to them, and a start need not look for it.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
