"""What lies over the slides, and comes once the first is shown: help, overview, pointer, menu."""
