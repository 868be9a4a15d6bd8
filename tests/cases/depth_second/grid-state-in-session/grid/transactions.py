import pickle

from flask import session

from grid.commands import TableCommand

TABLES = ("stations", "readings", "sensors")


def begin(trans_id, number):
    command = TableCommand(TABLES[number])
    grids = session.setdefault("grids", {})
    grids[str(trans_id)] = {"command_obj": pickle.dumps(command, -1)}
    session.modified = True
    return command


def command_of(trans_id):
    grids = session.get("grids", {})
    if str(trans_id) not in grids:
        return None
    return pickle.loads(grids[str(trans_id)]["command_obj"])
