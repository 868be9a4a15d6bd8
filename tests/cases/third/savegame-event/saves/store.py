import jsonpickle


class SaveStore:
    def __init__(self):
        self.games = {}

    def export(self, player):
        return jsonpickle.encode(self.games[player])

    def restore(self, player, text):
        game = jsonpickle.decode(text)  # found: deserializer-from-request
        self.games[player] = game
        return game
