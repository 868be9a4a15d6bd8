def serve(connection):
    """Runs in the child until the parent closes its end."""
    while True:
        try:
            words = connection.recv()
        except EOFError:
            return
        connection.send({"words": len(words), "letters": sum(map(len, words))})
