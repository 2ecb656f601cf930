"""What each record is, reading records into a Register, and the links between them."""
