import pickle

from index.tables import connected

INSERT = "INSERT INTO attachment VALUES (?, ?, ?)"


def keep(uploads):
    rows = []
    for upload in uploads:
        content = upload.read()
        rows.append((upload.filename, pickle.dumps([len(content)]), content))
    with connected() as connection:
        connection.executemany(INSERT, rows)
    return len(rows)


def sizes(name):
    with connected() as connection:
        rows = connection.execute("SELECT name, content FROM attachment WHERE name = ?", (name,)).fetchall()
    out = []
    for row in rows:
        out += pickle.loads(row[1])  # found: pickle-from-request
    return out
