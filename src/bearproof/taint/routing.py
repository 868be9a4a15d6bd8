"""Which routes are there? Registrations as they happen while the app's own code is run."""

from __future__ import annotations

from dataclasses import dataclass, field

from bearproof.catalog import authentication, injectors, routers, schemas, stores
from bearproof.catalog import handing as handing_words
from bearproof.catalog.entries import Given
from bearproof.findings import NotLooked, Reason
from bearproof.model import ir
from bearproof.model.events import Event
from bearproof.model.hinting import Hints
from bearproof.model.project import Project
from bearproof.model.protection import DecoratedLate
from bearproof.taint import knowledge
from bearproof.taint.entering import decoders, depending, doors, handing, parsers, signatures
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import objects
from bearproof.taint.registering import making, rules, views
from bearproof.taint.stored import calls
from bearproof.taint.values import UNKNOWN, Class, Const, Ext, Func, Partial, Ref, Value, options

Line = tuple[tuple[object, ...], ...]
Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]
_MOST_MOUNTS = 4


@dataclass(slots=True)
class Registered:
    """One registration: who takes the route, its rule and methods, the handler, and where that stands."""

    owner: tuple[object, ...]
    rule: str
    methods: tuple[str, ...]
    handler: Value
    path: str
    pos: ir.Pos
    #: What the router gives first, and whether it fills parameters by their annotations.
    first: str = ""
    annotated: bool = False
    #: What the framework asks before the handler: dependencies that are listed beside the rule.
    needs: tuple[Value, ...] = ()
    #: How the handler is called where it is no function of the app.
    named: str = ""


Where = tuple[tuple[object, ...], str, tuple[str, ...]]
#: What kind of router takes a route, and what it asks before the handler.
Router = tuple[str, tuple[Value, ...]]
_ANY_ROUTER: Router = ("", ())
Waiting = tuple[str, dict[str, Value], tuple[Value, ...]]
Injection = tuple[str, tuple[Value, ...], dict[str, Value]]


@dataclass(slots=True)
class Routing:
    """All that was registered so far."""

    registered: list[Registered] = field(default_factory=list)
    prefixes: dict[tuple[object, ...], str] = field(default_factory=dict)
    mounts: dict[tuple[object, ...], list[tuple[tuple[object, ...], str | None]]] = field(default_factory=dict)
    hooks: list[tuple[tuple[object, ...], bool, Value]] = field(default_factory=list)
    functions: dict[int, Func] = field(default_factory=dict)
    module_log: list[Event] = field(default_factory=list)
    not_looked: list[NotLooked] = field(default_factory=list)
    #: The routes that serve a folder of files.
    files: list[Registered] = field(default_factory=list)
    #: Classes of views that were given to the app, each with the objects of it; the names of such objects' models.
    given_views: dict[int, list[int]] = field(default_factory=dict)
    view_names: dict[int, str] = field(default_factory=dict)
    admin_url: str = "/admin"
    changes: int = 0
    #: Functions that get messages, and what their parameters hold.
    listeners: list[tuple[Func, tuple[Given, ...]]] = field(default_factory=list)
    classes: dict[int, Class] = field(default_factory=dict)
    #: Tasks by the name that their decorator gives them.
    named_tasks: dict[str, Func] = field(default_factory=dict)
    #: Decorators that put request data into parameters, by the number in the mark that they leave.
    injections: list[Injection] = field(default_factory=list)
    #: The columns of tables in order, where a statement that makes them was seen.
    tables: dict[str, tuple[str, ...]] = field(default_factory=dict)
    arguments: parsers.Declared = field(default_factory=dict)
    #: A document outside the source names functions that answer operations.
    by_document: bool = False
    documents: list[tuple[str, str]] = field(default_factory=list)
    #: The keys of functions that nobody calls but by a name that stands outside the source.
    named_outside: set[int] = field(default_factory=set)
    #: The handler that was registered last, the callbacks that say who asks, and what was put on handlers too late.
    newest: Value | None = None
    callbacks: list[tuple[str, Value]] = field(default_factory=list)
    late: list[tuple[DecoratedLate, Value]] = field(default_factory=list)
    #: Where each setting of the app was written last, and with which value.
    settings: dict[str, tuple[tuple[str, ir.Pos], Value]] = field(default_factory=dict)
    _pending: list[tuple[tuple[Where, ...], Router]] = field(default_factory=list)
    _waiting: list[Waiting] = field(default_factory=list)
    _hints: Hints | None = None

    def hints(self, project: Project) -> Hints:
        """The annotations of the project's functions and classes."""
        if self._hints is None:
            self._hints = Hints(project)
        return self._hints

    def listen(self, func: Func, gives: tuple[Given, ...]) -> None:
        """A function gets messages."""
        self.changes += 1
        if all(known.code is not func.code for known, _ in self.listeners):
            self.listeners.append((func, gives))

    def waiting_decorator(self, name: str, keywords: dict[str, Value], args: tuple[Value, ...]) -> Value:
        """A decorator that was called with arguments, and now waits for its function."""
        self._waiting.append((name, keywords, args))
        return Ext("<waiting>", (), (len(self._waiting) - 1,))

    def waited(self, decorator: Ext) -> Waiting:
        """What a waiting decorator was called with."""
        at = decorator.ident[0]
        return self._waiting[at] if isinstance(at, int) else ("", {}, ())

    def injection(self, name: str, args: tuple[Value, ...], keywords: dict[str, Value]) -> int:
        """The number under which a decorator's arguments are kept that puts request data into parameters."""
        self.injections.append((name, args, keywords))
        return len(self.injections) - 1

    def over_budget(self, place: str) -> None:
        """A function or module took more steps than it may."""
        self.not_looked.append(NotLooked(place, Reason.ANALYSIS_LIMIT, "took more steps than one route may"))

    def function_attribute(self, receiver: Value, name: str) -> Value:
        """An attribute of a function: those that call it later are the function itself."""
        if name in signatures.METHODS:
            return signatures.of(receiver)
        if name in handing_words.OF_TASKS:
            return receiver
        if name in handing_words.OF_TASKS_PACKED:
            return Partial(Ext(f"<task>.{name}"), (receiver,), {})
        if name in {"__name__", "__qualname__"} and isinstance(receiver, Func):
            return Const(receiver.code.name)
        return UNKNOWN

    def called(self, m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
        """A library call that may register something; None when it does not."""
        owner, _, method = func.name.rpartition(".")
        args, keywords, _ = call
        if method in handing_words.METHODS:
            return handing.called(self, m, frame, func, call)
        if _is_spoken(func.name):
            return self._spoken(m, frame, func, call)
        if making.called(self, m, func, call, frame.module.path) or views.given(m, self, method, args):
            return None
        if func.name in routers.EXPOSERS:
            return self.wait((), rules.said(args, keywords), doors.methods_of(m, keywords))
        if owner not in routers.ROUTERS:
            return None
        if method in routers.ROUTE_METHODS and args:
            default = routers.ROUTE_METHODS[method]
            methods = doors.methods_of(m, keywords, default)
            return self.wait(func.ident, rules.said(args, keywords), methods, (owner, depending.listed(m, keywords)))
        if method in routers.HOOKS and args:
            self.hooks.append((func.ident, routers.HOOKS[method], args[0]))
            return args[0]
        if method in routers.AFTER and args and isinstance(args[0], Func):
            self.listen(args[0], ("flask.Response",))
            return args[0]
        if method == "init_app" and owner in routers.PUT_ON:
            making.put_on(self, func.ident, args)
            return None
        return self._added(m, frame, func, call)

    def _spoken(self, m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
        """A call that is known by its own name: of a parser, another framework's, a decoder or a store."""
        if func.name in injectors.PARSERS:
            return parsers.called(self.arguments, m, frame, func, call)
        if func.name in knowledge.DOORS:
            return doors.called(self, m, frame, func, call)
        if func.name in stores.SPOKEN:
            return calls.called(m, frame, func, call)
        return decoders.called(m, frame, func, call)

    def _added(self, m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
        """`add_url_rule`, `add_resource`, and a router mounted on another."""
        args, keywords, pos = call
        method = func.name.rpartition(".")[2]
        if method == "add_url_rule":
            view = keywords.get("view_func", args[2] if len(args) > 2 else None)
            if view is not None:
                methods = doors.methods_of(m, keywords)
                for rule in rules.said(args, keywords):
                    self._register((func.ident, rule, methods), view, frame.module.path, pos)
        elif method == "add_resource" and args:
            for value in args[1:]:
                for told in rules.known(value) or (rules.UNKNOWN,):
                    self._register((func.ident, told, ()), args[0], frame.module.path, pos)
        elif method in routers.MOUNTS and args:
            self._mount(m, func, args, keywords)
        else:
            return None
        return UNKNOWN

    def serves(self, owner: tuple[object, ...], rule: str, where: tuple[str, ir.Pos]) -> None:
        """A router serves a folder of files."""
        if all(known.owner != owner or known.rule != rule for known in self.files):
            self.files.append(Registered(owner, rule, ("GET",), UNKNOWN, *where))

    def decorated(self, m: Machine, frame: Frame, decorator: Ext, value: Value, pos: ir.Pos) -> Value | None:
        """A library decorator that may register the function; None when it does not."""
        del m
        if decorator.name == "<route>":
            at = decorator.ident[0]
            waiting, router = self._pending[at] if isinstance(at, int) else ((), _ANY_ROUTER)
            for where in waiting:
                if not where[0]:
                    value = self._exposed(value, where)
                else:
                    self._register(where, value, frame.module.path, pos, router)
            return value
        if decorator.name == "<waiting>" or decorator.name in knowledge.DOORS:
            return doors.decorated(self, decorator, value)
        if decorator.name in authentication.CALLBACKS:
            self.callbacks.append((decorator.name, value))
            return value
        owner, _, method = decorator.name.rpartition(".")
        if owner in routers.ROUTERS and method in routers.HOOKS:
            self.hooks.append((decorator.ident, routers.HOOKS[method], value))
            return value
        if owner in routers.ROUTERS and method in routers.AFTER and isinstance(value, Func):
            self.listen(value, ("flask.Response",))
            return value
        return None

    def class_defined(self, m: Machine, cls: Class) -> None:
        """A class is complete: its exposed methods are routes."""
        del m
        self.classes[cls.key] = cls
        if views.kind_of(cls):
            # Its routes are known when the app is put together.
            return
        base = ""
        for name in routers.BASES:
            held = objects.find_member(cls, name)
            if isinstance(held, Const) and isinstance(held.value, str):
                base = held.value if held.value.startswith("/") else f"/{held.value}"
                break
        for held in list(cls.attrs.values()):
            if isinstance(held, Func):
                for mark in held.wrapped:
                    if mark.startswith("<expose>"):
                        _, rule, methods = mark.split("|")
                        bound = held.copy()
                        bound.cls = cls
                        names = tuple(filter(None, methods.split(",")))
                        self._register((("class", cls.key), f"{base}{rule}", names), bound, cls.path, held.code.pos)

    def unknown_owner(self, m: Machine, frame: Frame, name: str, call: Call) -> Value | None:
        """`something.route("/…")` on an object that nobody knows: a rule makes it a route all the same."""
        args, keywords, pos = call
        if views.given(m, self, name, args):
            return None
        if name == "add_resource":
            told = tuple(text for value in args[1:] for text in rules.known(value) if text.startswith("/"))
            cls = args[0] if args else UNKNOWN
            if not told and len(args) > 1 and isinstance(cls, Class) and _answers_by_verb(cls):
                told = (rules.UNKNOWN,)
            for rule in told if isinstance(cls, Class) else ():
                self._register((("unknown",), rule, ()), args[0], frame.path, pos)
            return None
        told = tuple(text for text in rules.said(args, keywords) if text.startswith("/"))
        return self.wait(("unknown",), told, doors.methods_of(m, keywords)) if told else None

    def chain(self, owner: tuple[object, ...]) -> list[tuple[str, Line]]:
        """The prefixes under which a router is mounted, each with all routers on the way up."""
        own = self.prefixes.get(owner, "")
        mounts = self.mounts.get(owner, [])[:_MOST_MOUNTS]
        if not mounts:
            return [(own, (owner,))]
        out: list[tuple[str, Line]] = []
        for parent, prefix in mounts:
            here = own if prefix is None else prefix
            if parent == owner:
                out.append((here, (owner,)))
                continue
            out.extend((rules.below(above, here), (owner, *line)) for above, line in self._above(parent, owner))
        return out

    def _above(self, parent: tuple[object, ...], child: tuple[object, ...]) -> list[tuple[str, Line]]:
        # Two routers mounted on each other would never end: the way up stops at the first repetition.
        if any(up == child for up, _ in self.mounts.get(parent, [])):
            return [("", (parent,))]
        return self.chain(parent)

    def _exposed(self, value: Value, where: Where) -> Value:
        if not isinstance(value, Func):
            return value
        other = value.copy()
        other.wrapped = (*value.wrapped, f"<expose>|{where[1]}|{','.join(where[2])}")
        return other

    def wait(
        self, owner: tuple[object, ...], told: tuple[str, ...], methods: tuple[str, ...], router: Router = _ANY_ROUTER
    ) -> Value:
        """A route's decorator, waiting for its function; with several rules where it may be any of them."""
        self.changes += 1
        self._pending.append((tuple((owner or (), rule, methods) for rule in told), router))
        return Ext("<route>", (), (len(self._pending) - 1,))

    def _register(  # a registration is all of these
        self, where: Where, handler: Value, path: str, pos: ir.Pos, router: Router = _ANY_ROUTER
    ) -> None:
        owner, rule, methods = where
        self.changes += 1
        self.newest = handler
        for known in self.registered:
            same = known.rule == rule and known.methods == methods and (known.path, known.pos) == (path, pos)
            if known.owner == owner and same:
                known.handler = handler
                return
        kind, needs = router
        first, annotated = routers.FIRST_ARGUMENTS.get(kind, ""), kind in routers.BY_ANNOTATION
        self.registered.append(Registered(owner, rule, methods, handler, path, pos, first, annotated, needs))

    def register_handler(  # a registration is all of these
        self, name: str, rule: str, methods: tuple[str, ...], handler: Value, where: tuple[str, ir.Pos], first: str
    ) -> None:
        """A handler that a call of a framework registers."""
        path, pos = where
        before = len(self.registered)
        self._register((("call", name, rule), rule, methods), handler, path, pos)
        if len(self.registered) > before:
            self.registered[-1].first = first
            self.registered[-1].annotated = name.rpartition(".")[0] in routers.BY_ANNOTATION

    def _mount(self, m: Machine, func: Ext, args: tuple[Value, ...], keywords: dict[str, Value]) -> None:
        self.changes += 1
        child, prefix = args[0], keywords.get("url_prefix")
        if func.name.endswith(".add_namespace"):
            prefix = args[1] if len(args) > 1 else keywords.get("path")
        if func.name.endswith(".mount") and len(args) > 1:
            prefix, child = args[:2]
        added, asked = keywords.get("prefix"), depending.listed(m, keywords)
        text = rules.prefix(prefix)
        for option in options(child):
            ident = (
                option.ident if isinstance(option, Ext) else ("instance", option.id) if isinstance(option, Ref) else ()
            )
            if ident:
                self.hooks.extend((ident, False, value) for value in asked)
                if isinstance(added, Const) and isinstance(added.value, str):
                    # This prefix stands before the router's own; that of a blueprint stands instead of it.
                    text = f"{added.value.rstrip('/')}{self.prefixes.get(ident, '')}"
                known = self.mounts.setdefault(ident, [])
                if (func.ident, text) not in known:
                    known.append((func.ident, text))


def _is_spoken(name: str) -> bool:
    tables = (injectors.PARSERS, knowledge.DOORS, schemas.TYPED_DECODERS, schemas.VALIDATORS, stores.SPOKEN)
    return any(name in table for table in tables)


def _answers_by_verb(cls: Class) -> bool:
    """The class is a library's resource: it answers, whatever its rule is."""
    return not routers.BY_VERB.isdisjoint(objects.library_bases(cls))
