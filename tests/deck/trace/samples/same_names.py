class Square:
    def __init__(self, side):
        self.side = side


class Tile(Square):
    def __init__(self, side, colour):
        super().__init__(side)
        self.colour = colour


Tile(2, "red")
