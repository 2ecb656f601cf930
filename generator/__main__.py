"""``python -m generator`` is ``zhibu``."""

from generator.cli import main

raise SystemExit(main())
