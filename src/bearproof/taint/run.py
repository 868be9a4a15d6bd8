"""How is a whole app run in the abstract? Modules first, then what registers routes, then each route, then the rest."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import partial

from bearproof.catalog.entries import Given
from bearproof.findings import NotLooked, Reason
from bearproof.model.app import App, Route, Run
from bearproof.model.events import Validated
from bearproof.model.interest import FIRING, FIRING_DATA, FIRING_WORDS, PEERING, SERVING_DATA
from bearproof.model.project import Project, marked
from bearproof.model.protection import Answered
from bearproof.model.searching.vocabulary import Vocabulary
from bearproof.taint import between
from bearproof.taint.asked_first import AskedFirst
from bearproof.taint.authorization import stages
from bearproof.taint.choosing.files import READS, READS_WORDS, TakingPart
from bearproof.taint.entering import arguments, depending, peers
from bearproof.taint.entering.entrances import entrances
from bearproof.taint.entering.operations import Operation, operations, parameters, positional
from bearproof.taint.frames import BudgetSpent, Frame, Machine
from bearproof.taint.interpreter import calls, containers, definitions, objects, refusals
from bearproof.taint.registering import rules, views
from bearproof.taint.routing import Registered, Routing
from bearproof.taint.shaping.classes import Shapes
from bearproof.taint.values import Ext, Func, Instance, Value

Progress = Callable[[str, int, int], None]

#: A function that nobody called is run for itself when it holds one of these.
_SETS_UP = re.compile(
    rb"\.route\(|add_url_rule|register_blueprint|Flask\(|add_resource|add_route\(|web\.Application|Application\(\["
    rb"|add_(?:get|post|put|patch|delete|api|api_route)\(|include_router\(|FastAPI\(|Starlette\(|Sanic\(|Bottle\("
    rb"|session_interface|start_server\(|websockets?\.serve\(|@\w+\.(?:get|post|put|patch|delete|websocket)\("
)
#: Nobody but the one who starts it calls a worker, which takes what others have put into a queue or store.
_WORKS = re.compile(rb"\.(?:b?[lr]pop|lrange|b?lmove|hget(?:all)?|xread(?:group)?|get_message|fetch(?:one|all|many))\(")
_WORKS_WORDS = (b"pop(", b"lrange(", b"move(", b".hget", b".xread", b".get_message(", b".fetch")
_SETS_UP_WORDS = (
    b".route(", b"add_url_rule", b"register_blueprint", b"Flask(", b"add_resource", b"add_", b"Application",
    b"include_router(", b"FastAPI(", b"Starlette(", b"Sanic(", b"Bottle(", b"session_interface", b"serve",
    b".get(", b".post(", b".put(", b".patch(", b".delete(", b".websocket(",
)  # fmt: skip
#: Steps that one route of a large tree may take; few, once all together took one for each three lines of it.
_ROUTE_BUDGET, _SCANT_BUDGET = 1_500, 300
_SMALLEST_ALLOWANCE = 20_000
#: Steps that a function may take that no route leads to.
_ORPHAN_BUDGET = 1_200
#: Steps that one may take that loads something in a tree that talks to peers, its object made first.
_PEER_BUDGET = 3_000
_RECURSION = 12_000


class Analysis:
    """One project under abstract execution; `who_decides` says whether anybody will ask for that."""

    def __init__(self, project: Project, progress: Progress | None = None, *, who_decides: bool = True) -> None:
        self.project = project
        self.machine = Machine(project, Routing())
        self._who_decides, self._firing = who_decides, FIRING
        if not who_decides:
            self.machine.while_serving, self._firing = SERVING_DATA, FIRING_DATA
        self._spent = 0
        lines = sum(module.raw.count(b"\n") for module in project)
        self._allowance = max(_SMALLEST_ALLOWANCE, lines // 3)
        self.runs: list[Run] = []
        #: The modules in which data of peers is loaded, or near such.
        self._hearing: tuple[peers.Near, ...] = ()
        self._kept: between.Kept = {}
        self._rerun = False
        #: The functions that answer operations.
        self._served: set[int] = set()
        self._first = AskedFirst()
        #: The lines of files on which a pattern was found, by its text.
        self._marked: dict[bytes, dict[str, list[int]]] = {}
        self._progress = progress or (lambda _phase, _done, _total: None)

    def app(self) -> App:
        """Run everything; Ctrl-C is the caller's: what was run so far is in `runs`."""
        old = sys.getrecursionlimit()
        sys.setrecursionlimit(max(old, _RECURSION))
        try:
            self._modules()
            self._setups()
            self._routes()
            if self.project.interest.small and between.keep(self.machine, self._kept):
                # What one request left in the process's memory, another may read: each route is run once more. In a
                # large tree that costs more than it finds; `docs/why-it-may-be-wrong.md` says so.
                self._rerun = True
                self.runs.clear()
                self.machine.memory.clear()
                self._routes()
            if self._who_decides:
                self.runs += stages.late(self.machine, self._late)
                self._missing()
            self._workers()
            self._orphans()
            self._peers()
        finally:
            sys.setrecursionlimit(old)
        return self.so_far()

    def so_far(self) -> App:
        """The app as far as it was run."""
        routing = self.machine.routing
        runs = [*self.runs, Run(None, routing.module_log)]
        failed = [module.failed for module in self.project if module.failed is not None]
        shapes = Shapes(self.machine)
        shapes.add(event.schema for run in runs for event in run.events if isinstance(event, Validated))
        not_looked = [*failed, *self.project.unread, *routing.not_looked]
        app = App(runs, self.project.source, not_looked, list(self._files()))
        app.documents = tuple(routing.documents)
        app.schema_names, app.schemas = shapes.names, list(shapes.all())
        return app

    def _files(self) -> Iterator[Route]:
        routing = self.machine.routing
        for item in routing.files:
            for prefix, _ in routing.chain(item.owner):
                yield Route(item.methods, rules.below(prefix, item.rule), "", item.path, item.pos)

    def _modules(self) -> None:
        # The words of all files take much room, and are let go before the first file is parsed.
        files = [(module.path, module.raw) for module in self.project]
        vocabulary = Vocabulary(files)
        takes_part = TakingPart(vocabulary, files)
        self._hearing = peers.modules(self.project, vocabulary)
        chosen = [module for module in self.project if takes_part(module.path, module.raw)]
        del takes_part, vocabulary, files
        for at, module in enumerate(chosen):
            self._progress("reading", at, len(chosen))
            self._guarded(module.path, partial(definitions.module_frame, self.machine, module))
        self.machine.remembering = True
        # Modules are run with no stack below them: what they call is judged by these words.

    def _setups(self) -> None:
        for _ in range(3):
            # What makes the app is run before what is given it: that names its routers.
            waiting = sorted(self._not_run(_SETS_UP, _SETS_UP_WORDS), key=self._given_routers)
            for func in waiting:
                if not func.code.runs:
                    self._root(func.code.path, partial(self._call, func), keep_log=True)
            if not waiting:
                return

    def _given_routers(self, func: Func) -> bool:
        """Whether a function registers routes on what it is given, rather than making an app."""
        raw = self.project.at(func.code.path).raw.split(b"\n")
        return not any(b"Flask(" in line for line in raw[func.code.pos[0] - 1 : func.code.pos[2]])

    def _routes(self) -> None:
        self.machine.markers = self.machine.while_serving
        views.expose(self.machine, self.machine.routing, Registered)
        waiting = list(self.machine.routing.registered)
        for at, item in enumerate(waiting):
            self._progress("running routes", at, len(waiting))
            for prefix, line in self.machine.routing.chain(item.owner):
                for operation in operations(self.machine, item, prefix):
                    run = Run(operation.route)
                    self.runs.append(run)
                    self._served.add(_code_of(operation.handler))
                    self._root(item.path, partial(self._serve, operation, line, item.needs), run=run)
        self._entries()

    def _entries(self) -> None:
        """Functions that a framework calls without a route: listeners, and methods of its classes."""
        for handler, args in entrances(self.machine, self.project, self._served):
            run = Run(None)
            self.runs.append(run)
            self._root(handler.code.path, partial(self._enter, handler, args), run=run)

    def _enter(self, handler: Func, gives: tuple[Given, ...]) -> None:
        self._call(handler, None, arguments.by_position(self.machine, handler, gives))

    def _missing(self) -> None:
        """What is answered where no route is, if that is an answer."""
        m = self.machine
        handler = m.answering.get(refusals.MISSING)
        if not isinstance(handler, Func):
            return
        run, said = Run(None), []

        def answer() -> None:
            stages.began(m, "missing", handler)
            said.append(refusals.answers(m, self._call(handler, None, (Ext(),))))

        self._root(handler.code.path, answer, run=run)
        if any(said):
            self.runs.append(run)

    def _late(self, run: Run, value: Value) -> None:
        path = value.code.path if isinstance(value, Func) else ""
        self._root(path, partial(self._call, value), run=run)

    def _workers(self) -> None:
        """Files that nothing imports and that take what others have stored: they are started by themselves.

        In a small tree it is not asked whether such a file takes anything out of a store.
        """
        for module in self.project:
            if module.path not in self.machine.modules and _is_worker(module.raw, small=self.project.interest.small):
                self._guarded(module.path, partial(definitions.module_frame, self.machine, module))

    def _orphans(self) -> None:
        # Of a small tree's functions that nothing calls, a worker may be started by hand, whatever it reads.
        small = self.project.interest.small
        waiting = self._not_run(FIRING, FIRING_WORDS) if small else self._not_run(_WORKS, _WORKS_WORDS)
        for func in dict.fromkeys((*self._not_run(READS, READS_WORDS), *waiting)):
            if not func.code.runs and self.project.interest.matters(func.code, self._firing):
                run = Run(None)
                self.runs.append(run)
                self._root(func.code.path, partial(self._call, func), run=run)

    def _peers(self) -> None:
        """Functions that take in what peers send, though no route leads to them."""
        m, chosen = self.machine, self._hearing
        for near in chosen:
            self._guarded(near.module.path, partial(definitions.module_frame, m, near.module))
        if not chosen:
            return
        m.markers, m.peering = PEERING, True
        m.memory.clear()
        m.quiet.clear()
        for taking in peers.takings(m, self.project, chosen):
            run = Run(None)
            self.runs.append(run)
            self._root(taking.func.code.path, partial(peers.enter, m, taking), run=run, budget=_PEER_BUDGET)
            # Who decides what is asked of routes: of these, only what is loaded is told.
            run.events[:] = [event for event in run.events if isinstance(event, peers.TOLD)]
        m.peering = False

    def _not_run(self, pattern: re.Pattern[bytes], words: tuple[bytes, ...]) -> Iterator[Func]:
        """Functions that were defined but never run, whose lines hold what the byte search looks for."""
        lines = self._marked.setdefault(pattern.pattern, {})
        for func in list(self.machine.routing.functions.values()):
            code = func.code
            if code.runs:
                continue
            if code.path not in lines:
                lines[code.path] = marked(self.project.at(code.path).raw, pattern, words)
            found = lines[code.path]
            at = bisect_left(found, code.pos[0])
            if at < len(found) and found[at] <= code.pos[2]:
                yield func

    def _serve(self, operation: Operation, line: tuple[tuple[object, ...], ...], needs: tuple[Value, ...]) -> None:
        """One request: the hooks on the way, then the handler with what the router gives it."""
        m = self.machine
        handler, route = operation.handler, operation.route
        m.serving = handler
        hooks = [hook for owner, everywhere, hook in m.routing.hooks if everywhere or owner in line]
        if self.project.interest.small:
            for hook in hooks:
                self._hook(hook)
        else:
            self._first.ask(m, hooks, self._hook)
        for needed in needs:
            self._hook(needed)
        for callback, told in stages.callbacks(m, route):
            stages.ask(m, callback, told)
        stages.began(m, "handler", handler)
        m.verb = route.methods[0].lower() if route.methods else "get"
        given: dict[str, Value] = {}
        for name, typed in parameters(route.rule, name_first=operation.gives[:1] == ("sanic.Request",)):
            given[name] = Ext("", arguments.path_labels(m, self._frame(handler), name, route.pos, typed=typed))
            m.open_route = m.open_route or not typed
        func = handler if isinstance(handler, Func) else None
        while func is not None and func.shown is not None:
            func = func.shown
        if func is not None and operation.annotated:
            given |= arguments.by_annotation(m, func, given)
        args = positional(m, operation)
        if func is not None and isinstance(handler, Func):
            more, named = arguments.injected(m, handler, func)
            args, given = (*args, *more), given | named
        labels = containers.deep_labels(m, self._call(handler, given, args))
        if labels:
            m.log.append(Answered(route.path, route.pos, labels))

    def _hook(self, hook: Value) -> None:
        """What is run before the handler: a hook, or a dependency with its own parameters filled."""
        m = self.machine
        asked = depending.wanted(hook)
        stages.began(m, "hook", hook if asked is None else asked)
        m.at_root = True
        if asked is None:
            calls.call_value(m, self._frame(hook), hook)
        else:
            arguments.dependency(m, self._frame(asked), asked, calls.NOWHERE)
        stages.ended(m, "hook")

    def _call(self, handler: Value, given: dict[str, Value] | None = None, args: tuple[Value, ...] = ()) -> Value:
        m = self.machine
        if isinstance(handler, Func) and handler.cls is not None and handler.bound is None:
            made = containers.make(m, Instance(handler.cls, arguments.fields(m, handler.cls, handler.frame)))
            init = objects.find_member(handler.cls, "__init__")
            if isinstance(init, Func):
                calls.call_function(m, handler.frame, objects.bound(init, made), *handler.given, calls.NOWHERE)
            if handler.kind in {"function", "property"}:
                handler = objects.bound(handler, made)
        m.at_root = True
        return calls.call_value(m, self._frame(handler), handler, args, given or {})

    def _frame(self, value: Value) -> Frame:
        if isinstance(value, Func):
            return value.frame
        return next(iter(self.machine.modules.values()))

    def _root(  # a root is all of these
        self,
        place: str,
        work: Callable[[], object],
        *,
        run: Run | None = None,
        keep_log: bool = False,
        budget: int = _ORPHAN_BUDGET,
    ) -> None:
        """Run one root on a layer of its own; nothing that it wrote stays."""
        m = self.machine
        if not self.project.interest.small:
            usual = budget if run is not None and run.route is None else _ROUTE_BUDGET
            m.budget = usual if self._spent < self._allowance else _SCANT_BUDGET
        m.labelled = bool(self._kept) and self._rerun
        m.claims = m.open_route = False
        m.listed.clear()
        m.touched.clear()
        m.asserted = ()
        m.log, m.steps, m.refusals, m.asked = ([] if run is None else run.events), 0, [], None
        depth = len(m.store.layers)
        m.store.push()
        m.facts, m.decisions = frozenset(), ()
        self._guarded(place, work)
        self._spent += m.steps
        if run is not None and self.project.interest.small:
            between.remember(m, depth, self._kept)
        if keep_log:
            m.routing.module_log.extend(m.log)
            kept = m.store.since(depth)
            m.store.drop(depth)
            m.store.keep(kept)
        m.store.drop(depth)
        m.stack.clear()

    def _guarded(self, place: str, work: Callable[[], object]) -> None:
        """The border: whatever one root does, the others are run."""
        try:
            work()
        except BudgetSpent:
            self.machine.routing.over_budget(place)
        except RecursionError:
            self.machine.routing.not_looked.append(NotLooked(place, Reason.TOO_DEEP, "nests deeper than we follow"))
        except Exception as error:  # noqa: BLE001  # a fault of ours in one root must not lose the others' findings  # a fault of ours in one root must not lose the findings of others
            detail = f"{type(error).__name__}: {error}"
            self.machine.routing.not_looked.append(NotLooked(place, Reason.INTERNAL, detail))


def _is_worker(raw: bytes, *, small: bool) -> bool:
    if not any(word in raw for word in FIRING_WORDS) or not (small or any(word in raw for word in _WORKS_WORDS)):
        return False
    return bool(FIRING.search(raw) and (small or _WORKS.search(raw)))


def _code_of(handler: Value) -> int:
    func = handler if isinstance(handler, Func) else None
    while func is not None and func.shown is not None:
        func = func.shown
    return func.code.key if func is not None else 0
