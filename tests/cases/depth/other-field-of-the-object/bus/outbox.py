class Outbox:
    def __init__(self):
        self._messages = []

    def add(self, message):
        self._messages.append(message.tried())
        return len(self._messages)

    def tries(self):
        return [message.state()["tries"] for message in self._messages]

    def texts(self, topic):
        return [message.text for message in self._messages if message.topic == topic]
