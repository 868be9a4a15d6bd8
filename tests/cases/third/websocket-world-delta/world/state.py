class World:
    def __init__(self):
        self.tiles = {}
        self.version = 0

    def apply(self, delta):
        for key, tile in delta.items():
            self.tiles[key] = tile
        self.version += 1
        return self.version
