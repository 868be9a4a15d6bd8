import os
import pickle

from flask import current_app


def draft_path(name):
    return os.path.join(current_app.config["DRAFT_FOLDER"], name)


def send_draft(name):
    with open(draft_path(name), "rb") as handle:
        message, order_id = pickle.load(handle)  # found: pickle-from-request
    current_app.extensions["mailer"].send(message)
    os.remove(draft_path(name))
    return order_id
