"""The step-by-step player, and the traces that it shows."""
