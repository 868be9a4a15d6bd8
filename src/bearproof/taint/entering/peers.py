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
from bearproof.model.interest import LOADING, PEERS
from bearproof.model.project import Module, Project, marked
from bearproof.model.searching.vocabulary import Vocabulary
from bearproof.taint import knowledge
from bearproof.taint.entering import arguments
from bearproof.taint.frames import Machine
from bearproof.taint.interpreter import calls, containers, definitions, objects
from bearproof.taint.values import Class, Ext, Func, Instance, Ref, Value

_MOST_CLASSES = 6
_MOST_ROOTS = 400
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
    b"invoke_model getresponse get_message PoolManager receive_message".split()
)
#: Test code, which nobody deploys.
_TESTS = re.compile(r"(?:^|/)(?:tests?/|testing/|test_[^/]*$|[^/]*_test\.py$|conftest\.py$)")


@dataclass(frozen=True, slots=True)
class Taking:
    """One function to be run, on an object of that class where it is a method."""

    func: Func
    cls: Class | None = None


def modules(project: Project, vocabulary: Vocabulary) -> tuple[Module, ...]:
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
    for some, others in ((loading, hearing), (hearing, loading)):
        last_parts = frozenset(name.rpartition(".")[2].encode() for name in others)
        for module in some.values():
            if last_parts.isdisjoint(vocabulary.of(module.path)):
                continue
            for name, taken in _imported(module):
                if name in others:
                    pair = {module.path: module, others[name].path: others[name]}
                    out.update(pair)
                    if some is hearing and re.search(rb"class\s+\w+\([^)]*\b" + taken + rb"\b", module.raw):
                        families.update(pair)
    return tuple(
        module
        for path, module in out.items()
        if not _TESTS.search(path)
        and (project.interest.small or path in families or project.interest.both(path, LOADING, PEERS))
    )


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


def takings(m: Machine, project: Project, chosen: tuple[Module, ...]) -> Iterator[Taking]:
    """The functions of these modules that load something or take something in, each on every class that has it."""
    paths = {module.path: module for module in chosen}
    functions = [func for func in list(m.routing.functions.values()) if func.code.path in paths]
    lines = {path: marked(module.raw, LOADING, _ANY) for path, module in paths.items()}
    hearing = {path: marked(module.raw, PEERS, _ANY) for path, module in paths.items()}
    count = 0
    for func in functions:
        if not _is_worth(m, project, func, lines, hearing):
            continue
        for cls in _classes(m, func) if func.cls is not None else (None,):
            count += 1
            if count > _MOST_ROOTS:
                return
            yield Taking(func, cls)


def _is_worth(
    m: Machine, project: Project, func: Func, loading: dict[str, list[int]], hearing: dict[str, list[int]]
) -> bool:
    code = func.code
    if code.name == "__init__":
        return False
    matters = project.interest.matters
    if _within(code, loading[code.path]):
        return _within(code, hearing[code.path]) or matters(code, PEERS) or _inherited(m, func, hearing)
    return _within(code, hearing[code.path]) and not code.runs and (bool(loading[code.path]) or matters(code, LOADING))


def _inherited(m: Machine, func: Func, hearing: dict[str, list[int]]) -> bool:
    """Whether a class in whose file data of peers comes in has this method from above."""
    return func.cls is not None and any(
        cls is not func.cls and hearing.get(cls.path) and func.cls in objects.mro(cls) for cls in m.classes.values()
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
    """The parameters of which the types say that they bring data of peers."""
    hints = m.routing.hints(m.project).at(func.code.path, func.code.pos)
    out: dict[str, Value] = {}
    for name, kind in func.code.params:
        hint = hints.get(name) if kind in {"pos", "kw"} else None
        declared = arguments.named(m, func.frame, hint) if hint is not None else None
        if isinstance(declared, Ext) and declared.name in knowledge.HOLDING:
            out[name] = Ext(declared.name, (), (func.code.path, func.code.pos, name))
    return out


def load(m: Machine, module: Module) -> None:
    """Run the statements of a module, so that its functions and classes are known."""
    definitions.module_frame(m, module)
