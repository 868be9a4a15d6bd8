import json
import pickle


class Endpoint:
    codec = json

    def parse(self, body):
        return self.codec.loads(body)  # found: pickle-from-request


class AgentEndpoint(Endpoint):
    codec = pickle

    def parse(self, body):
        if not body:
            return None
        return super().parse(body)
