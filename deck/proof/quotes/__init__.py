"""What tests quote of a deck, and which sentence says so."""
