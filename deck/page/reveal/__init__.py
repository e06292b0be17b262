"""What the page has of reveal.js."""
