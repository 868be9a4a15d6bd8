import pickle
import sqlite3
from contextlib import closing


class XComStore:
    def __init__(self, path):
        self.path = path
        with closing(self._open()) as db:
            db.execute("CREATE TABLE IF NOT EXISTS xcom (run TEXT, key TEXT, value BLOB, PRIMARY KEY (run, key))")

    def _open(self):
        return sqlite3.connect(self.path)

    def push(self, run, key, value):
        with closing(self._open()) as db, db:
            db.execute("REPLACE INTO xcom VALUES (?, ?, ?)", (run, key, pickle.dumps(value, protocol=5)))

    def pull(self, run, key):
        with closing(self._open()) as db:
            row = db.execute("SELECT value FROM xcom WHERE run = ? AND key = ?", (run, key)).fetchone()
        return None if row is None else pickle.loads(row[0])
