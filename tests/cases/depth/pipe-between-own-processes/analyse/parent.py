from multiprocessing import Pipe, Process
from threading import Lock

from analyse.child import serve


class Analyser:
    def __init__(self):
        self._ours, theirs = Pipe()
        self._lock = Lock()
        self._process = Process(target=serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()

    def analyse(self, text):
        with self._lock:
            self._ours.send(text.split())
            return self._ours.recv()
