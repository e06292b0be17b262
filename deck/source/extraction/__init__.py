"""The files that students run, made of the blocks."""
