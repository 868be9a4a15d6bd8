import pickle

from index.tables import db


def add(title):
    lengths = [len(word) for word in title.split()]
    values = {"title": title, "lengths": pickle.dumps(lengths)}
    with db() as connection:
        cursor = connection.execute("INSERT INTO document (title, lengths) VALUES (:title, :lengths)", values)
    return cursor.lastrowid


def find(number):
    row = db().execute("SELECT title, lengths FROM document WHERE id = ?", (number,)).fetchone()
    if row is None:
        return None
    title, blob = row
    return {"title": title, "lengths": pickle.loads(blob)}
