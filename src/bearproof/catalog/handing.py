"""Which calls hand work to somebody else? Methods by name: how the function and its arguments are given."""

from __future__ import annotations

#: The arguments follow as one tuple, and the keywords as one mapping.
PACKED: frozenset[str] = frozenset({"apply", "apply_async", "Timer", "start_new_thread", "send_with_options"})
#: Each element of what follows is the arguments of one call.
STARRED: frozenset[str] = frozenset({"starmap", "starmap_async"})
#: Each element of what follows is the one argument of a call.
MAPPED: frozenset[str] = frozenset({"imap", "imap_unordered", "map_async"})
#: The arguments follow as they are, or stand in `args=` and `kwargs=`.
PLAIN: frozenset[str] = frozenset(
    {"enqueue", "enqueue_call", "enqueue_in", "enqueue_at", "add_job", "scheduled_job", "send_task", "add_task"}
)
#: Those of them that may be given the function by its name: a task's, or the dotted path to it.
BY_NAME: frozenset[str] = frozenset({"send_task", "enqueue", "enqueue_call", "enqueue_in", "enqueue_at", "add_job"})

METHODS: frozenset[str] = PACKED | STARRED | MAPPED | PLAIN

#: Methods of a task that take its arguments as it does itself, and those that take them packed.
OF_TASKS: frozenset[str] = frozenset({"delay", "submit", "__wrapped__", "__call__", "spawn", "send", "call_local"})
OF_TASKS_PACKED: frozenset[str] = frozenset({"apply_async", "apply", "send_with_options"})
