COMMANDS = {}


def command(name):
    def register(function):
        COMMANDS[name] = function
        return function

    return register


@command("kick")
def kick(shard, player):
    shard.players.discard(player)
    return "kicked"


@command("count")
def count(shard, _player):
    return len(shard.players)
