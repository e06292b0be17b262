"""Run a program in processes of its own, at a terminal, and hear all that it says."""
