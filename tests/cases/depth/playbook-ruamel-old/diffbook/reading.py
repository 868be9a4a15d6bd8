import ruamel.yaml


def tasks_of(text):
    plays = ruamel.yaml.load(text, Loader=ruamel.yaml.UnsafeLoader)  # found: yaml-from-request
    for play in plays or ():
        yield from play.get("tasks", ())


def task_names(text):
    return [task.get("name", "?") for task in tasks_of(text)]
