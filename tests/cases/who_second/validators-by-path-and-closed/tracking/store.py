from werkzeug.security import check_password_hash

USERS = {}
PERMISSIONS = {}
EXPERIMENTS = {}


def authenticate_user(name, password):
    stored = USERS.get(name)
    return stored is not None and check_password_hash(stored["password"], password)


def permission_of(experiment_id, name):
    return PERMISSIONS.get((experiment_id, name), "NONE")
