"""What the page forbids itself: by its policy, and by trusted types."""
