"""Which functions take in what peers send, though no route leads to them? And what are they run on?

A client of a broker, a loop over a socket or a download is called by a thread, a user of the package or a test. Of the
functions that no route leads to, those are run that load something, in files where data of peers comes in. A method is
run on an object of its class, and of the classes below that inherit it; parameters hold what their types say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bearproof.model import ir
from bearproof.model.events import InputRead, Shelved, SinkCalled
from bearproof.model.interest import LOADING, PEERS
from bearproof.model.project import Module, Project, marked
from bearproof.model.searching.vocabulary import Vocabulary
from bearproof.taint.entering import arguments
from bearproof.taint.frames import Machine
from bearproof.taint.interpreter import calls, containers, declaring, definitions, objects
from bearproof.taint.values import Class, Const, Func, Instance, Ref, Value, join_all

_MOST_CLASSES = 6
_MOST_SIBLINGS = 10
_MOST_CALLERS = 4
#: How a parameter is declared that holds a request.
_REQUEST = b": Request"
_MOST_ROOTS = 400
#: What is told of these functions: what they load, what they read for it, and what they leave in stores.
TOLD = (SinkCalled, InputRead, Shelved)
#: Every file has a word of these.
_ANY = (b"",)
_IMPORT = re.compile(
    rb"^[ \t]*(?:from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]*(?:\(([^)]*)\)|([^\n]*))|import[ \t]+([\w.]+))",
    re.MULTILINE,
)
_WORD = re.compile(rb"\w+")
#: Words of files in which something is loaded: those that say it alone, and those that say it with a second one.
_LOADS = frozenset(b"recv_pyobj Unpickler ForkingPickler read_pickle allow_pickle eval exec".split())
_LOADERS = frozenset(b"pickle cPickle _pickle cloudpickle dill marshal joblib torch yaml jsonpickle shelve".split())
_LOADED = frozenset(b"load loads load_all unsafe_load full_load decode open".split())
#: Words of files in which data of peers may come in.
_HEARS = frozenset(
    b"recv recv_multipart recv_string recv_pyobj recv_bytes recvfrom listen SimpleQueue SimpleBuffer KafkaConsumer "
    b"AIOKafkaConsumer Consumer consume basic_get requests urlopen urlretrieve httpx aiohttp invoke_endpoint "
    b"invoke_model getresponse get_message PoolManager receive_message Request".split()
)
#: Test code, which nobody deploys.
_TESTS = re.compile(r"(?:^|/)(?:tests?/|testing/|test_[^/]*$|[^/]*_test\.py$|conftest\.py$)")


@dataclass(frozen=True, slots=True)
class Taking:
    """One function to be run, on an object of that class where it is a method."""

    func: Func
    cls: Class | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """A module that may be of interest, and the names that it has from modules in which something is loaded."""

    module: Module
    names: frozenset[bytes] = frozenset()


def modules(project: Project, vocabulary: Vocabulary) -> tuple[Near, ...]:
    """The modules in which something is loaded, where data of peers comes in or nearby: one imports the other."""
    loading, hearing = dict[str, Module](), dict[str, Module]()
    for module in project:
        words = vocabulary.of(module.path)
        if not (_LOADS.isdisjoint(words) and (_LOADERS.isdisjoint(words) or _LOADED.isdisjoint(words))):
            loading[module.name] = module
        if not _HEARS.isdisjoint(words):
            hearing[module.name] = module
    project.interest.only_in(LOADING, (module.path for module in loading.values()))
    project.interest.only_in(PEERS, (module.path for module in hearing.values()))
    out = {module.path: module for name, module in loading.items() if name in hearing}
    families: set[str] = set()
    linked: dict[str, set[bytes]] = {}
    passing = dict[str, dict[bytes, str]]()
    for module, other, taken in _links(loading, hearing, vocabulary, (project, passing)):
        out.update({module.path: module, other.path: other})
        families.update({module.path, other.path} if _derives(module, taken) else ())
        linked.setdefault(module.path, set()).add(taken)
    for module, other, _ in _links(hearing, loading, vocabulary, (project, None)):
        out.update({module.path: module, other.path: other})
    deployed = [path for path in out if not _TESTS.search(path)]
    # Where there is nothing but test code, that is what was asked about.
    within = deployed if any(not _TESTS.search(module.path) for module in project) else list(out)
    small = project.interest.small
    return tuple(
        Near(out[path], frozenset(linked.get(path, ())))
        for path in within
        if small or path in families or _is_near(project, path, linked)
    )


def _links(
    others: dict[str, Module],
    some: dict[str, Module],
    vocabulary: Vocabulary,
    through: tuple[Project, dict[str, dict[bytes, str]] | None],
) -> Iterator[tuple[Module, Module, bytes]]:
    """Which of some modules import which of the others, and under which name; also by a module that hands it on."""
    project, passing = through
    last_parts = frozenset(name.rpartition(".")[2].encode() for name in others)
    for module in some.values():
        if passing is None and last_parts.isdisjoint(vocabulary.of(module.path)):
            continue
        for name, taken in _imported(module):
            home = project.modules.get(name) if passing is not None and name not in others else None
            if home is not None and passing is not None:
                if name not in passing:
                    near = not last_parts.isdisjoint(vocabulary.of(home.path))
                    passing[name] = (
                        {each: source for source, each in _imported(home) if source in others} if near else {}
                    )
                source = passing[name].get(taken)
                if source is not None:
                    yield module, others[source], taken
            elif name in others:
                yield module, others[name], taken


def _derives(module: Module, name: bytes) -> bool:
    """Whether a class of the module derives from what it has under that name."""
    return re.search(rb"class\s+\w+\([^)]*\b" + name + rb"\b", module.raw) is not None


def _is_near(project: Project, path: str, linked: dict[str, set[bytes]]) -> bool:
    interest = project.interest
    return interest.both(path, LOADING, PEERS) or interest.naming(path, PEERS, linked.get(path, ()))


def _imported(module: Module) -> Iterator[tuple[str, bytes]]:
    """The names of modules that a file may import, with the name under which it is used."""
    for match in _IMPORT.finditer(module.raw):
        dots, package, bracketed, plain, whole = match.groups(b"")
        if whole:
            yield whole.decode("utf-8", "replace"), whole
            continue
        home = definitions.absolute(module, package.decode("utf-8", "replace"), len(dots))
        for name in _WORD.findall(bracketed or plain):
            yield home, name
            yield f"{home}.{name.decode('utf-8', 'replace')}", name


def takings(m: Machine, project: Project, chosen: tuple[Near, ...]) -> Iterator[Taking]:
    """The functions of these modules that load something or take something in, each on every class that has it."""
    lines = {near.module.path: _Lines(near) for near in chosen}
    functions = [func for func in list(m.routing.functions.values()) if func.code.path in lines]
    worth = [func for func in functions if _is_worth(m, project, func, lines)]
    count = 0
    for func in _outermost(project, worth, functions):
        for cls in _classes(m, func) if func.cls is not None else (None,):
            count += 1
            if count > _MOST_ROOTS:
                return
            yield Taking(func, cls)


def _outermost(project: Project, worth: list[Func], functions: list[Func]) -> list[Func]:
    """The functions, but of those that are given a request the ones that call them with it: they say what is let in."""
    text = project.interest.text
    texts = {func.code.key: text(func.code) for func in functions}
    out: dict[int, Func] = {}
    waiting = [(func, 0) for func in worth]
    while waiting:
        func, depth = waiting.pop()
        own = texts[func.code.key]
        if _REQUEST in own and depth < _MOST_CALLERS:
            call = re.compile(rb"(?<!def )\b" + re.escape(func.code.name.encode()) + rb"\(")
            callers = [
                x
                for x in functions
                if x is not func and _REQUEST in texts[x.code.key] and call.search(texts[x.code.key])
            ]
            if callers:
                waiting += [(caller, depth + 1) for caller in callers]
                continue
        out[func.code.key] = func
    return sorted(out.values(), key=lambda func: func.code.key)


class _Lines:
    """The lines of a file on which something is loaded, taken in, or used that another module loads with."""

    __slots__ = ("hearing", "loading", "naming")

    def __init__(self, near: Near) -> None:
        raw = near.module.raw
        self.loading, self.hearing = marked(raw, LOADING, _ANY), marked(raw, PEERS, _ANY)
        names = b"|".join(sorted(map(re.escape, near.names)))
        self.naming = marked(raw, re.compile(rb"\b(?:" + names + rb")\b"), _ANY) if names else []


def _is_worth(m: Machine, project: Project, func: Func, lines: dict[str, _Lines]) -> bool:
    code, own = func.code, lines[func.code.path]
    if code.name == "__init__":
        return False
    matters = project.interest.matters
    hears = _within(code, own.hearing)
    if _within(code, own.loading):
        return hears or matters(code, PEERS) or _inherited(m, func, lines)
    if not hears:
        return False
    return (bool(own.loading) and not code.runs) or _names(func, own) or matters(code, LOADING)


def _names(func: Func, own: _Lines) -> bool:
    """Whether a function, or the constructor of its object, uses what another module loads with."""
    init = objects.find_member(func.cls, "__init__") if func.cls is not None else None
    return _within(func.code, own.naming) or (isinstance(init, Func) and _within(init.code, own.naming))


def _inherited(m: Machine, func: Func, lines: dict[str, _Lines]) -> bool:
    """Whether a class in whose file data of peers comes in has this method from above."""
    hearing = {path for path, own in lines.items() if own.hearing}
    return func.cls is not None and any(
        cls is not func.cls and cls.path in hearing and func.cls in objects.mro(cls) for cls in m.classes.values()
    )


def _within(code: ir.Code, lines: list[int]) -> bool:
    return any(code.pos[0] <= line <= code.pos[2] for line in lines)


def _classes(m: Machine, func: Func) -> tuple[Class, ...]:
    """The class that a method stands in, and those below that inherit it."""
    out: list[Class] = []
    for cls in list(m.classes.values()):
        if func.cls in objects.mro(cls):
            found = objects.find_member(cls, func.code.name)
            if isinstance(found, Func) and found.code is func.code:
                out.append(cls)
    out.sort(key=lambda cls: cls is func.cls)
    return tuple(out[:_MOST_CLASSES])


def enter(m: Machine, taking: Taking) -> None:
    """Run a function as if somebody called it with what its types say."""
    func, cls = taking.func, taking.cls
    if cls is None:
        m.at_root = True
        calls.call_function(m, func.frame, func, (), typed(m, func), calls.NOWHERE)
        return
    receiver: Value = cls if func.kind == "classmethod" else made(m, cls)
    own = func if func.kind == "staticmethod" else objects.bound(func, receiver)
    m.at_root = True
    calls.call_function(m, func.frame, own, (), typed(m, own), calls.NOWHERE)


def made(m: Machine, cls: Class) -> Ref:
    """An object of a class, made with what the types of its constructor say."""
    frame = cls.frame
    out = containers.make(m, Instance(cls, {}))
    init = objects.find_member(cls, "__init__")
    if frame is None:
        return out
    m.store.set(out.id, Instance(cls, arguments.fields(m, cls, frame)))
    if isinstance(init, Func):
        own = objects.bound(init, out)
        m.at_root = True
        calls.call_function(m, frame, own, (), typed(m, own), calls.NOWHERE)
    return out


def typed(m: Machine, func: Func) -> dict[str, Value]:
    """The parameters of which declarations say what they hold, and of which the defaults are one of a family."""
    hints = m.routing.hints(m.project).at(func.code.path, func.code.pos)
    defaults = arguments.defaults_of(func)
    out: dict[str, Value] = {}
    for name, kind in func.code.params:
        if kind not in {"pos", "kw"}:
            continue
        default = defaults.get(name)
        if default is None or (isinstance(default, Const) and default.value is None):
            value = declaring.held(m, func.frame, hints.get(name), (func.code.path, func.code.pos, name))
        elif isinstance(default, Const) and default.value is False:
            # What is off by itself may be on; no call is the more dangerous for that, but no way is closed.
            value = join_all([default, Const(value=True)])
        else:
            value = _family(m, default)
        if value is not None:
            out[name] = value
    return out


def _family(m: Machine, default: Value) -> Value | None:
    """Where a parameter's default is an object of a class with siblings, one of those may be given instead."""
    record = containers.record_of(m, default)
    if not isinstance(record, Instance) or not isinstance(default, Ref):
        return None
    parents = [base for base in objects.mro(record.cls)[1:] if isinstance(base, Class)]
    siblings = [
        cls
        for cls in list(m.classes.values())
        if cls is not record.cls and not cls.name.startswith("_") and any(p in objects.mro(cls)[1:] for p in parents)
    ]
    others: list[Value] = [
        calls.instantiate(m, cls.frame, cls, (), {}, cls.pos) for cls in siblings[:_MOST_SIBLINGS] if cls.frame
    ]
    return join_all([default, *others]) if others else None
