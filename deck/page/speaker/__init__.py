"""The speaker's window: the room's picture, the next slide, the notes and the time."""
