"""The scripts and the style of the page, each bundled with what it imports."""
