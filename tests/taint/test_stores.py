"""Is data followed that one request stores and another loads? Tables, models, columns, caches, files and queues."""

# ruff: noqa: S608  # the statements stand in apps that are read, never run
from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan
from bearproof.taint.stored import sql

Found = Callable[[str, str], list[str]]

_PUT = '@app.post("/put")\ndef put():\n    raw = request.get_data()\n'
_SQLITE = "import sqlite3\ndb = sqlite3.connect('x.db')\n"
_MODEL = (
    "from flask_sqlalchemy import SQLAlchemy\ndb = SQLAlchemy()\nclass Row(db.Model):\n"
    "    id = db.Column(db.Integer)\n    title = db.Column(db.String)\n    state = db.Column(db.LargeBinary)\n"
)
_REDIS = "import redis\nstore = redis.Redis()\n"
_CORE = (
    "from sqlalchemy import Column, LargeBinary, MetaData, Table, Text, create_engine, insert, select\n"
    "engine = create_engine('x')\n"
    "states = Table('states', MetaData(), Column('name', Text), Column('state', LargeBinary))\n"
)
_MONGO = "from flask_pymongo import PyMongo\nmongo = PyMongo(app)\n"
_OWN = "pickle.dumps([1])"

#: (module level with the route that stores, the body of the view that loads).
FOLLOWED: dict[str, tuple[str, str]] = {
    "a column by name": (
        f"{_SQLITE}{_PUT}    db.execute('INSERT INTO t (name, state) VALUES (?, ?)', ('n', raw))\n",
        "row = db.execute('SELECT state FROM t').fetchone()\npickle.loads(row['state'])",
    ),
    "a column by position": (
        f"{_SQLITE}{_PUT}    db.execute('INSERT INTO t (name, state) VALUES (?, ?)', ('n', raw))\n",
        "row = db.execute('SELECT name, state FROM t').fetchone()\npickle.loads(row[1])",
    ),
    "a row that is unpacked": (
        f"{_SQLITE}{_PUT}    db.execute('INSERT INTO t (name, state) VALUES (?, ?)', ('n', raw))\n",
        "name, state = db.execute('SELECT name, state FROM t').fetchone()\npickle.loads(state)",
    ),
    "all rows": (
        f"{_SQLITE}{_PUT}    db.execute('INSERT INTO t (state) VALUES (?)', (raw,))\n",
        "for row in db.execute('SELECT state FROM t').fetchall():\n    pickle.loads(row[0])",
    ),
    "a cursor": (
        f"{_SQLITE}{_PUT}    c = db.cursor()\n    c.execute('UPDATE t SET state = ? WHERE id = 1', (raw,))\n",
        "c = db.cursor()\nc.execute('SELECT id, state FROM t')\npickle.loads(c.fetchone()[1])",
    ),
    "named placeholders": (
        f"{_SQLITE}{_PUT}    db.execute('INSERT INTO t (a, state) VALUES (:a, :state)', {{'a': 1, 'state': raw}})\n",
        "pickle.loads(db.execute('SELECT state FROM t').fetchone()[0])",
    ),
    "another database": (
        ("import psycopg2\ndb = psycopg2.connect('x')\n"
        f"{_PUT}    c = db.cursor()\n    c.execute('INSERT INTO t (a, state) VALUES (%s, %s)', (1, raw))\n"),
        "c = db.cursor()\nc.execute('SELECT state FROM t WHERE a = %s', (1,))\npickle.loads(c.fetchone()[0])",
    ),
    "columns by the order of the table": (
        (f"{_SQLITE}db.execute('CREATE TABLE t (id INTEGER, key TEXT, state BLOB, PRIMARY KEY (id))')\n"
        f"{_PUT}    db.execute('INSERT INTO t VALUES (?, ?, ?)', (1, 'k', raw))\n"),
        "pickle.loads(db.execute('SELECT * FROM t').fetchone()[2])",
    ),
    "the text of SQLAlchemy": (
        ("from sqlalchemy import create_engine, text\nengine = create_engine('x')\n"
        f"{_PUT}    with engine.begin() as c:\n"
        "        c.execute(text('INSERT INTO t (state) VALUES (:state)'), {'state': raw})\n"),
        "c = engine.connect()\nrow = c.execute(text('SELECT state FROM t')).fetchone()\npickle.loads(row.state)",
    ),
    "an attribute of a model": (
        f"{_MODEL}{_PUT}    db.session.add(Row(title='t', state=raw))\n",
        "pickle.loads(Row.query.filter_by(id=1).first().state)",
    ),
    "an attribute that is set later": (
        f"{_MODEL}{_PUT}    row = Row.query.get(1)\n    row.state = raw\n    db.session.commit()\n",
        "pickle.loads(db.session.get(Row, 1).state)",
    ),
    "a select of a model": (
        f"from sqlalchemy import select\n{_MODEL}{_PUT}    db.session.add(Row(state=raw))\n",
        "pickle.loads(db.session.execute(select(Row)).scalar_one().state)",
    ),
    "a query of a model": (
        f"{_MODEL}{_PUT}    db.session.add(Row(state=raw))\n",
        "for row in db.session.query(Row).all():\n    pickle.loads(row.state)",
    ),
    "an insert of a model": (
        f"from sqlalchemy import insert\n{_MODEL}{_PUT}    db.session.execute(insert(Row).values(state=raw))\n",
        "pickle.loads(Row.query.first().state)",
    ),
    "a method of a model": (
        (f"{_MODEL}    def load(self):\n        return pickle.loads(self.state)\n"
        f"{_PUT}    db.session.add(Row(state=raw))\n"),
        "Row.query.first().load()",
    ),
    "a model of peewee": (
        ("import peewee\nclass Row(peewee.Model):\n    state = peewee.BlobField()\n"
        f"{_PUT}    Row.create(state=raw)\n"),
        "pickle.loads(Row.get_by_id(1).state)",
    ),
    "a model of Django": (
        ("from django.db import models\nclass Row(models.Model):\n    state = models.BinaryField()\n"
        f"{_PUT}    Row.objects.create(state=raw)\n"),
        "pickle.loads(Row.objects.get(id=1).state)",
    ),
    "a key of Redis": (
        f"{_REDIS}{_PUT}    store.set('state', raw)\n",
        "pickle.loads(store.get('state'))",
    ),
    "a beginning of a key": (
        f"{_REDIS}{_PUT}    store.setex(f'state:{{g.user}}', 60, raw)\n",
        "pickle.loads(store.get(f'state:{g.user}'))",
    ),
    "a key that the sender names": (
        f"{_REDIS}{_PUT}    store.set('state', raw)\n",
        "pickle.loads(store.get(request.args['key']))",
    ),
    "a list of Redis": (
        f"{_REDIS}{_PUT}    store.lpush('jobs', raw)\n",
        "_, job = store.brpop('jobs')\npickle.loads(job)",
    ),
    "a hash of Redis": (
        f"{_REDIS}{_PUT}    store.hset('states', 'a', raw)\n",
        "pickle.loads(store.hget('states', 'a'))",
    ),
    "a channel": (
        f"{_REDIS}{_PUT}    store.publish('states', raw)\n",
        "p = store.pubsub()\np.subscribe('states')\nfor message in p.listen():\n    pickle.loads(message['data'])",
    ),
    "a cache of an extension": (
        f"from flask_caching import Cache\ncache = Cache()\n{_PUT}    cache.set('state', raw)\n",
        "pickle.loads(cache.get('state'))",
    ),
    "a cache of Django": (
        f"from django.core.cache import cache\n{_PUT}    cache.set('state', raw, 60)\n",
        "pickle.loads(cache.get('state'))",
    ),
    "a file": (
        f"{_PUT}    with open('/var/state.bin', 'wb') as file:\n        file.write(raw)\n",
        "with open('/var/state.bin', 'rb') as file:\n    pickle.load(file)",
    ),
    "a file in a folder": (
        f"import os\n{_PUT}    with open(os.path.join('/var/states', 'a'), 'wb') as file:\n        file.write(raw)\n",
        "pickle.load(open(os.path.join('/var/states', 'a'), 'rb'))",
    ),
    "a path": (
        f"from pathlib import Path\nHOME = Path('/var/states')\n{_PUT}    (HOME / 'a.bin').write_bytes(raw)\n",
        "pickle.loads((HOME / 'a.bin').read_bytes())",
    ),
    "an upload": (
        "@app.post('/put')\ndef put():\n    request.files['f'].save('/var/state.bin')\n    return ''\n",
        "pickle.load(open('/var/state.bin', 'rb'))",
    ),
    "one store after the other": (
        (f"{_REDIS}{_SQLITE}{_PUT}    store.set('in', raw)\n"
        "@app.post('/move')\ndef move():\n    db.execute('INSERT INTO t (state) VALUES (?)', (store.get('in'),))\n"),
        "pickle.loads(db.execute('SELECT state FROM t').fetchone()[0])",
    ),
}  # fmt: skip

FOLLOWED |= {
    "a table of the core": (
        f"{_CORE}{_PUT}    engine.execute(states.insert().values(name='n', state=raw))\n",
        "pickle.loads(engine.execute(states.select()).fetchone().state)",
    ),
    "a table of the core with a mapping": (
        f"{_CORE}{_PUT}    engine.execute(insert(states), {{'name': 'n', 'state': raw}})\n",
        "for row in engine.execute(select(states)):\n    pickle.loads(row['state'])",
    ),
    "a collection of documents": (
        f"{_MONGO}{_PUT}    mongo.db.states.insert_one({{'name': 'n', 'state': raw}})\n",
        "pickle.loads(mongo.db.states.find_one({'name': 'n'})['state'])",
    ),
    "an update of a document": (
        f"{_MONGO}{_PUT}    mongo.db.states.update_one({{'name': 'n'}}, {{'$set': {{'state': raw}}}})\n",
        "for found in mongo.db.states.find({}):\n    pickle.loads(found['state'])",
    ),
    "the session": (
        f"from flask import session\n{_PUT}    session['state'] = request.form['state']\n",
        "pickle.loads(base64.b64decode(session['state']))",
    ),
}

#: The same, where what is loaded is not what was stored, or what was stored is harmless.
LET_GO: dict[str, tuple[str, str]] = {
    "another column": (
        f"{_SQLITE}{_PUT}    db.execute('INSERT INTO t (name, state) VALUES (?, ?)', (raw, {_OWN}))\n",
        "row = db.execute('SELECT name, state FROM t').fetchone()\npickle.loads(row['state'])",
    ),
    "another position": (
        f"{_SQLITE}{_PUT}    db.execute('INSERT INTO t (name, state) VALUES (?, ?)', (raw, {_OWN}))\n",
        "name, state = db.execute('SELECT name, state FROM t').fetchone()\npickle.loads(state)",
    ),
    "another table": (
        f"{_SQLITE}{_PUT}    db.execute('INSERT INTO u (state) VALUES (?)', (raw,))\n",
        "pickle.loads(db.execute('SELECT state FROM t').fetchone()[0])",
    ),
    "what we pickled": (
        f"{_SQLITE}{_PUT}    db.execute('INSERT INTO t (state) VALUES (?)', (pickle.dumps(raw),))\n",
        "pickle.loads(db.execute('SELECT state FROM t').fetchone()[0])",
    ),
    "a number": (
        f"{_SQLITE}{_PUT}    db.execute('INSERT INTO t (state) VALUES (?)', (int(raw),))\n",
        "pickle.loads(db.execute('SELECT state FROM t').fetchone()[0])",
    ),
    "a word of a list": (
        (f"{_SQLITE}{_PUT}    if raw in (b'a', b'b'):\n"
        "        db.execute('INSERT INTO t (state) VALUES (?)', (raw,))\n"),
        "pickle.loads(db.execute('SELECT state FROM t').fetchone()[0])",
    ),
    "only where it is looked for": (
        f"{_SQLITE}{_PUT}    db.execute('UPDATE t SET n = n + 1 WHERE state = ?', (raw,))\n",
        "pickle.loads(db.execute('SELECT state FROM t').fetchone()[0])",
    ),
    "another attribute of a model": (
        f"{_MODEL}{_PUT}    db.session.add(Row(title=raw, state={_OWN}))\n",
        "pickle.loads(Row.query.first().state)",
    ),
    "another column of the core": (
        f"{_CORE}{_PUT}    engine.execute(states.insert().values(name=raw, state={_OWN}))\n",
        "pickle.loads(engine.execute(states.select()).fetchone().state)",
    ),
    "another field of a document": (
        f"{_MONGO}{_PUT}    mongo.db.states.insert_one({{'name': raw, 'state': {_OWN}}})\n",
        "pickle.loads(mongo.db.states.find_one({})['state'])",
    ),
    "another collection": (
        f"{_MONGO}{_PUT}    mongo.db.texts.insert_one({{'state': raw}})\n",
        "pickle.loads(mongo.db.states.find_one({})['state'])",
    ),
    "another key of the session": (
        f"from flask import session\n{_PUT}    session['text'] = request.form['state']\n",
        "pickle.loads(base64.b64decode(session['state']))",
    ),
    "a number in the session": (
        f"from flask import session\n{_PUT}    session['state'] = int(request.form['state'])\n",
        "pickle.loads(str(session['state']).encode())",
    ),
    "another model": (
        (f"{_MODEL}class Other(db.Model):\n    state = db.Column(db.LargeBinary)\n"
        f"{_PUT}    db.session.add(Other(state=raw))\n"),
        "pickle.loads(Row.query.first().state)",
    ),
    "another key": (
        f"{_REDIS}{_PUT}    store.set('text', raw)\n",
        "pickle.loads(store.get('state'))",
    ),
    "another beginning": (
        f"{_REDIS}{_PUT}    store.set(f'text:{{g.user}}', raw)\n",
        "pickle.loads(store.get(f'state:{g.user}'))",
    ),
    "another cache": (
        f"{_REDIS}from flask_caching import Cache\ncache = Cache()\n{_PUT}    cache.set('state', raw)\n",
        "pickle.loads(store.get('state'))",
    ),
    "another file": (
        f"{_PUT}    with open('/var/text', 'wb') as file:\n        file.write(raw)\n",
        "pickle.load(open('/var/state.bin', 'rb'))",
    ),
    "a file that is only read": (
        f"{_PUT}    return open('/var/state.bin', 'rb').read() + raw\n",
        "pickle.load(open('/var/state.bin', 'rb'))",
    ),
    "a set that is no store": (
        (f"class Box:\n    def set(self, key, value): ...\n    def get(self, key): return {_OWN}\nbox = Box()\n"
        f"{_PUT}    box.set('state', raw)\n"),
        "pickle.loads(box.get('state'))",
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", FOLLOWED)
def test_what_was_stored_is_followed_through(way: str, found_texts: Found) -> None:
    above, body = FOLLOWED[way]
    assert [text.partition("(")[0].split(".")[0] for text in found_texts(above, body)] == ["pickle"]


@pytest.mark.parametrize("way", LET_GO)
def test_what_was_stored_is_let_go_at(way: str, found_texts: Found) -> None:
    assert found_texts(*LET_GO[way]) == []


def test_the_trace_shows_both_halves(tmp_path: Path) -> None:
    text = """\
        import pickle
        import sqlite3

        from flask import Flask, request

        app = Flask(__name__)
        db = sqlite3.connect("x.db")


        @app.post("/put")
        def put():
            db.execute("INSERT INTO states (state) VALUES (?)", (request.get_data(),))
            return ""


        @app.get("/get")
        def get():
            row = db.execute("SELECT state FROM states").fetchone()
            return str(pickle.loads(row[0]))
        """
    (tmp_path / "app.py").write_text(dedent(text), encoding="utf-8")
    [finding] = scan(tmp_path, Settings(only=("pickle-from-request",))).findings
    assert finding.operation == "GET /get"
    assert [(step.place.line, step.text) for step in finding.trace] == [
        (12, "request.get_data()"),
        (12, "is put into the table states, column state"),
        (18, "is read from the table states"),
        (18, "is stored in row"),
        (19, "reaches pickle.loads"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("INSERT INTO t (a, b) VALUES (?, ?)", sql.Statement("t", writes=(("a", 0), ("b", 1)))),
        ("insert or replace into t (a) values (:x)", sql.Statement("t", writes=(("a", "x"),))),
        ("REPLACE INTO main.t VALUES (1, ?)", sql.Statement("t", writes=(("#1", 0),))),
        ('INSERT INTO "t" ("a") VALUES (%(x)s)', sql.Statement("t", writes=(("a", "x"),))),
        ("INSERT INTO t (a, b) VALUES (coalesce(?, 1), ?)", sql.Statement("t", writes=(("a", 0), ("b", 1)))),
        ("UPDATE t SET a = ?, b = b + 1, c = %s WHERE d = ?", sql.Statement("t", writes=(("a", 0), ("c", 1)))),
        ("SELECT a, t.b, max(c) AS d FROM t WHERE e = ?", sql.Statement("t", reads=("a", "b", "d"))),
        ("select * from t", sql.Statement("t", reads=("*",))),
        ("CREATE TABLE IF NOT EXISTS t (a INT, key TEXT, UNIQUE (a))", sql.Statement("t", creates=("a", "key"))),
        ("DELETE FROM t WHERE a = ?", None),
        ("hello", None),
    ],
)
def test_a_statement_says(text: str, expected: sql.Statement | None) -> None:
    assert sql.statement(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT{' ' * 19_000}x",
        f"SELECT {'a,' * 9_000}",
        f"INSERT INTO t ({'a,' * 4_000}a) VALUES ({'?,' * 4_000}?",
        f"CREATE TABLE t ({'(' * 9_000}",
        f"UPDATE t SET {'a=' * 9_000}",
    ],
)
def test_a_hostile_statement_is_read_in_no_time(text: str) -> None:
    begin = time.process_time()
    sql.statement(text)
    assert time.process_time() - begin < 0.5
