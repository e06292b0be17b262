"""What the page has its Python do; runs in that Python."""
