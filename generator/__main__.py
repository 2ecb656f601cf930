"""``python -m generator`` is ``zhibu``."""

from generator.cli import leave

leave()
