"""The internal report and the explanation of a status: what the office sees and the public never does."""
