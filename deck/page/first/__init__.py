"""What shows the first slide: its theme, the keys that come too early, reveal.js, and its fit."""
