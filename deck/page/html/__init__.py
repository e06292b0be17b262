"""From slides to HTML: their sections, the page around them, and the files that it asks for."""
