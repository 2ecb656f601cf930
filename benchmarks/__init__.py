"""Measured runs: a corpus of any size, its builds, the same corpus under other generators. Printed, not asserted."""
