import difflib

from .reading import task_names


def difference(before, after):
    """Lines that tell what changed between the two lists of tasks."""
    left, right = task_names(before), task_names(after)
    return [line for line in difflib.ndiff(left, right) if line[:1] in "+-"]
