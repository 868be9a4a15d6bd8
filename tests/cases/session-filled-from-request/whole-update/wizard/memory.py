from flask import session


def remember(values):
    session.update(values)  # found: session-filled-from-request
    session.modified = True
