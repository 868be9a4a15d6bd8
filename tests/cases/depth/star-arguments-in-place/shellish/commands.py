import pickle

_SCENE = pickle.dumps({"lights": {}, "mood": "calm"})


def change(blob, name="", level="0", *rest):
    scene = pickle.loads(blob)
    scene["lights"][name] = min(int(level or 0), 100)
    scene["ignored"] = list(rest)
    return scene


def describe(blob, *words):
    scene = pickle.loads(blob)
    return {"mood": scene["mood"], "words": words}


COMMANDS = {"set": change, "show": describe}


def dispatch(words):
    name, *arguments = words
    command = COMMANDS.get(name, describe)
    return command(_SCENE, *arguments)
