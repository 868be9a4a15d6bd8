SECRETS = {"ann": "four", "bo": "seven"}


def get_secret(user):
    return {"secret": SECRETS.get(user, "none")}, 200


def put_secret(user, body):
    SECRETS[user] = str(body["secret"])
    return "", 204
