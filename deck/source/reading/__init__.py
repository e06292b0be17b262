"""From Markdown to blocks and sentences, and what is wrong with it."""
