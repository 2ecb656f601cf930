"""Ways for people to write records; reads the Register, writes files."""
