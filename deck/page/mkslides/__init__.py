"""What mkslides is told, and what is taken of it."""

from deck import HOME

# What mkslides and the page are told of the project.
CONFIGURATION = HOME / "mkslides.yml"
