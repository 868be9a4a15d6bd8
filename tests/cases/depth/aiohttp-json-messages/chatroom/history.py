import pickle
from pathlib import Path

PATH = Path("/var/lib/chatroom/history.bin")
LENGTH = 100


class History:
    def __init__(self):
        self.lines = pickle.loads(PATH.read_bytes()) if PATH.exists() else []

    def add(self, name, text):
        self.lines = [*self.lines, (name, text)][-LENGTH:]

    def flush(self):
        PATH.write_bytes(pickle.dumps([len(line) for _name, line in self.lines]))
