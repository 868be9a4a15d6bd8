from ruamel.yaml import YAML

from .formatting import FormattedYAML

_safe = YAML(typ="safe", pure=True)


def rename_task(source, old, new):
    editor = FormattedYAML()
    plays = editor.load(source)
    for play in plays:
        for task in play.get("tasks", []):
            if task.get("name") == old:
                task["name"] = new
    return editor.dumps(plays)


def host_count(source):
    return sum(len(play["hosts"].split(",")) for play in _safe.load(source))
