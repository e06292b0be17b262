"""What the room sees of slides: whether it is there, and large enough."""
