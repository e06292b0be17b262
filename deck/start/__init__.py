"""The first files of a talk."""
