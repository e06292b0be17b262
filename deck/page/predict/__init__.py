"""What one predicts of a block before it runs, and how that is compared with what it prints."""
