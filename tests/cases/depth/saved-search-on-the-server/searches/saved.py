from itertools import count

from sqlalchemy.ext.serializer import dumps, loads

from searches.tables import Session, metadata

_numbers = count(1)
_saved = {}


def save(statement):
    number = next(_numbers)
    _saved[number] = dumps(statement)
    return number


def rows(number, **values):
    packed = _saved.get(number)
    if packed is None:
        return None
    with Session() as session:
        statement = loads(packed, metadata, session)
        return [list(row) for row in session.execute(statement, values)]
