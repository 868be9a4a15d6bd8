import base64
import pickle


def restore(blob, *names):
    scene = pickle.loads(base64.b64decode(blob))  # found: pickle-from-request
    return {name: scene.get(name) for name in names or scene}


def fade(level="0", seconds="1"):
    return {"level": int(level), "seconds": float(seconds)}


COMMANDS = {"restore": restore, "fade": fade}
