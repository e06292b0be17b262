"""What the code of a block says before it runs."""
