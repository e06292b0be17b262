"""What comes once the first slide is shown: help, overview, theme, pointer, address."""
