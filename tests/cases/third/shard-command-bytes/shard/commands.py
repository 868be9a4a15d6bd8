COMMANDS = {
    "kick": lambda players, player: players.discard(player) or "kicked",
    "count": lambda players, player: f"{len(players)} {player}",
}
