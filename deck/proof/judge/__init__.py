"""What a block does, beside what is stated of it."""
