"""Which functions can matter? Those whose text, or the text of something they name, mentions what the checks ask about.

A function that cannot matter, called with nothing that came from a request, is not run: whatever it does, no check
would hear of it. The search is over words of the raw bytes, so that nothing needs to be parsed for it; a word that
names more functions than a few is taken for too common to tell anything.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bearproof.model.ir import Code
from bearproof.model.searching.vocabulary import BLANKED

#: What functions mention that register routes or set keys: those that matter while an app is being put together.
SETTING_UP = re.compile(
    rb"\.route\(|add_url_rule|Flask\(|Blueprint\(|register_blueprint|before_request|secret_key|SECRET_KEY|expose\("
    rb"|add_resource|add_namespace|register_api|from_object|from_mapping|CORS\(|JWTManager\(|LoginManager\("
)
#: What functions mention that register routes by a call.
REGISTERING = re.compile(rb"add_url_rule|register_blueprint|add_resource|add_namespace|register_api")
#: What functions mention that matter while a request is served: where data comes in, where it is dangerous, and where
#: access is decided. A `session` that is asked for a query is a database's. Each alternative begins with a letter and
#: looks back from there: a pattern that begins with a look-behind is searched for ten times slower.
SERVING = re.compile(
    rb"request(?<![.\w]request)\s*\.|session(?<![.\w]session)\s*(?:\[|\.(?:get|pop|update|setdefault)\b)|abort\("
    rb"|jwt(?<!\wjwt)\b|jose(?<!\wjose)\b|g(?<![.\w]g)\s*\.|current_user|Unauthorized|Forbidden|PermissionError"
    rb"|get_json"
    rb"|pickle|yaml(?<!\wyaml)\b"
    rb"|dill(?<!\wdill)\b|marshal(?<!\wmarshal)\b|joblib|shelve|loads(?<=\.loads)\b|Unpickler"
    rb"|torch\.load|load_model|weights_only|recv_pyobj|dictConfig|pubsub\(|fetchone|fetchall"
    rb"|e(?:val|xec)\((?<![.\w]....\()|compile\((?<![.\w]compile\()|etree|XMLParser|make_parser|pulldom"
    rb"|b64decode|verify_(?:exp|aud|signature)|compare_digest|hmac|verify_jwt|40[13](?:(?<=[,(=]...)|(?<=[,=n]\s...))\b"
)
#: What functions mention in which something can go wrong, whatever comes in: of those that no route leads to, only
#: these are run.
FIRING = re.compile(
    rb"session(?<![.\w]session)\s*(?:\[|\.update\b)|abort\(|jwt(?<!\wjwt)\b|jose(?<!\wjose)\b|Unauthorized|Forbidden"
    rb"|PermissionError|pickle|yaml(?<!\wyaml)\b|dill(?<!\wdill)\b|marshal(?<!\wmarshal)\b|joblib|shelve|Unpickler"
    rb"|torch\.load|recv_pyobj|b64decode"
    rb"|loads(?<=\.loads)\b|setattr|vars\(|\(\*\*|__dict__|eval\(|exec\(|import_module|__import__"
    rb"|compile\((?<![.\w]compile\()|XMLParser|make_parser"
    rb"|40[13](?:(?<=[,(=]...)|(?<=[,=n]\s...))\b"
)
#: The same where nobody asks who decides: where data comes in and where it is dangerous.
SERVING_DATA = re.compile(
    rb"request(?<![.\w]request)\s*\.|session(?<![.\w]session)\s*(?:\[|\.(?:get|pop|update|setdefault)\b)|get_json"
    rb"|g(?<![.\w]g)\s*\.|pickle|yaml(?<!\wyaml)\b"
    rb"|dill(?<!\wdill)\b|marshal(?<!\wmarshal)\b|joblib|shelve|loads(?<=\.loads)\b|Unpickler"
    rb"|torch\.load|load_model|weights_only|recv_pyobj|dictConfig|pubsub\(|fetchone|fetchall"
    rb"|e(?:val|xec)\((?<![.\w]....\()|compile\((?<![.\w]compile\()|etree|XMLParser|make_parser|pulldom"
    rb"|b64decode|compare_digest|hmac|import_module|__import__"
)
#: And what of those that no route leads to is run then; that JSON is read is no danger.
FIRING_DATA = re.compile(
    rb"pickle|yaml(?<!\wyaml)\b|dill(?<!\wdill)\b|marshal(?<!\wmarshal)\b|joblib|shelve|Unpickler|torch\.load|recv_pyobj"
    rb"|loads(?<=\.loads)(?<!json\.loads)\b|eval\(|exec\(|import_module|__import__|compile\((?<![.\w]compile\()"
    rb"|etree|XMLParser|make_parser|load_model|weights_only|dictConfig"
)
#: Patterns that begin with a word are found ten times faster than one that begins with a line's start.
_DEF, _CLASS = re.compile(rb"def[ \t]+(\w+)"), re.compile(rb"class[ \t]+\w")
_BEFORE = frozenset({b"", b"async"})
_OPENING = frozenset({b"(", b" ", b"\t"})
#: What functions mention that build objects from data, by whatever name. Of those that no route leads to, these are run
#: where the tree talks to peers.
LOADING = re.compile(
    rb"(?:[pP]ickle|Pickler|dill|marshal|joblib|torch|np|numpy)\.(?:_?loads?|Unpickler)\b|jsonpickle\.decode"
    rb"|yaml\.(?:unsafe_|full_)?load(?:_all)?\b|recv_pyobj|Unpickler\(|shelve\.open|read_pickle|allow_pickle"
    rb"|loads\((?<![.\w]loads\()|load\((?<![.\w]load\()|sys\.modules\[|e(?:val|xec)\((?<![.\w]....\()"
)
#: What functions mention that take in what a peer sends, or ask another server.
PEERS = re.compile(
    rb"recv|listen\(|SimpleQueue|SimpleBuffer|Consumer|consume\(|basic_get|requests\b|urlopen|urlretrieve|httpx|aiohttp"
    rb"|invoke_(?:endpoint|model)|getresponse|Request\b(?<=: Request)|get_message|PoolManager|pubsub\("
    rb"|receive_message|ClientSession"
)
#: What matters while those are run.
PEERING = re.compile(SERVING.pattern + b"|" + PEERS.pattern + b"|" + LOADING.pattern)
#: One of these stands wherever a marker does.
_WORDS = tuple(
    b"route add_url_rule Flask( Blueprint( register_blueprint before_request secret_key SECRET_KEY expose( "
    b"add_resource add_namespace register_api from_object from_mapping request session abort( jwt jose g. current_user "
    b"Unauthorized Forbidden PermissionError get_json pickle yaml dill marshal joblib shelve .loads hmac 401 403 "
    b"compare_digest setattr vars( (** __dict__ eval( exec( compile( import_module __import__ "
    b"etree XMLParser make_parser pulldom torch.load load_model weights_only recv_pyobj dictConfig pubsub( "
    b"fetchone fetchall CORS( JWTManager( LoginManager( b64decode verify_".split()
)
_DECORATOR = re.compile(rb"^[ \t]*@([\w.]+)", re.MULTILINE)
#: Words of which one stands wherever these are found.
_STAGES: dict[bytes, tuple[bytes, ...]] = {
    LOADING.pattern: tuple(
        b"load decode Unpickler recv_pyobj shelve read_pickle allow_pickle modules[ eval( exec(".split()
    ),
    PEERS.pattern: tuple(
        b"recv listen( SimpleQueue SimpleBuffer Consumer consume( basic_get requests urlopen urlretrieve httpx aiohttp "
        b"invoke_ getresponse get_message PoolManager pubsub( receive_message ClientSession Request".split()
    ),
}
#: One of these stands wherever a marker of `FIRING` does.
FIRING_WORDS = tuple(
    b"session abort( jwt jose Unauthorized Forbidden PermissionError pickle yaml dill marshal joblib shelve torch.load "
    b"recv_pyobj b64decode .loads setattr vars( (** __dict__ eval( exec( import_module __import__ compile( XMLParser "
    b"make_parser 401 403".split()
)
#: A tree with fewer bytes than this is run whole.
SMALL = 400_000
_TOO_COMMON = 4
_DEEPEST = 2
#: Methods that everything has: a call of one says nothing about which function is meant.
EVERYDAY = frozenset(
    b"get set add pop run close open read write load save update delete create copy items keys values join format "
    b"append extend remove clear reset start stop init register search find filter validate process handle execute "
    b"send call build make parse dump dumps loads encode decode log main wrapper wrapped decorator inner".split()
)
_MOST_VISITED = 400

Node = tuple[str, int]


@dataclass(slots=True)
class _Def:
    """One definition: its name and its stretch of bytes; `calls` are those it calls by name, once asked for."""

    name: bytes
    path: str
    start: int
    end: int
    line: int
    calls: tuple[_Def, ...] | None = None


class Interest:
    """Answers for the functions of one tree; definitions are indexed when the first question comes."""

    def __init__(self, files: Iterable[tuple[str, bytes]]) -> None:
        self._files = dict(files)
        #: Whether the tree is small enough to be run whole.
        self.small = sum(map(len, self._files.values())) < SMALL
        self._by_name: dict[bytes, list[_Def]] = {}
        #: Those of names that tell which functions are meant.
        self._meant: dict[bytes, list[_Def]] = {}
        self._by_place: dict[Node, _Def] = {}
        self._by_path: dict[str, list[_Def]] = {}
        #: Answers by the text of the pattern: the hash of a pattern itself is computed anew each time.
        self._known: dict[bytes, dict[Node, bool]] = {}
        #: The answers by the number of the code that was asked about.
        self._told: dict[bytes, dict[int, bool]] = {}
        self._plain: dict[str, bool] = {}
        #: The files in which a pattern may be found at all, where somebody has said so.
        self._only: dict[bytes, frozenset[str]] = {}
        #: Whether a function registers routes by a call, by the number of its code.
        self._registering: dict[int, bool] = {}
        self._indexed = False

    def matters(self, code: Code, markers: re.Pattern[bytes]) -> bool:
        """Whether running this function could be heard of by a check that asks about what these find."""
        if self.small:
            return True
        told = self._told.get(markers.pattern)
        if told is None:
            told = self._told[markers.pattern] = {}
        answer = told.get(code.key)
        if answer is None:
            answer = told[code.key] = self._asked(code, markers)
        return answer

    def text(self, code: Code) -> bytes:
        """The text of a function, without its decorators; empty for a lambda."""
        if not self._indexed:
            self._index()
        found = self._by_place.get((code.path, code.pos[0]))
        return self._files[code.path][found.start : found.end] if found is not None else b""

    def only_in(self, markers: re.Pattern[bytes], paths: Iterable[str]) -> None:
        """Say in which files a pattern may be found."""
        self._only[markers.pattern] = frozenset(paths)

    def both(self, path: str, one: re.Pattern[bytes], other: re.Pattern[bytes]) -> bool:
        """Whether a function of a file mentions one of two things, and that or what it calls the other."""
        if not self._indexed:
            self._index()
        return any(
            (self._finds(one, item) and self._reaches(item, other))
            or (self._finds(other, item) and self._reaches(item, one))
            for item in self._by_path.get(path, ())
        )

    def naming(self, path: str, markers: re.Pattern[bytes], names: Iterable[bytes]) -> bool:
        """Whether a function of a file mentions a thing, and one of these names, too."""
        if not self._indexed:
            self._index()
        raw, wanted = self._files[path], tuple(names)
        items = self._by_path.get(path, ()) if wanted else ()
        holding = [item for item in items if any(raw.find(name, item.start, item.end) >= 0 for name in wanted)]
        # What a constructor is given, the other methods use.
        among = items if any(item.name == b"__init__" for item in holding) else holding
        return any(self._finds(markers, item) for item in among)

    def _reaches(self, item: _Def, markers: re.Pattern[bytes]) -> bool:
        known = self._known.setdefault(markers.pattern, {})
        key = (item.path, item.line)
        if key not in known:
            self._search(item, markers, known)
        return known[key]

    def _asked(self, code: Code, markers: re.Pattern[bytes]) -> bool:
        if not self._indexed:
            self._index()
        found = self._by_place.get((code.path, code.pos[0]))
        if found is None:
            return True
        return self._reaches(found, markers)

    def registers(self, code: Code) -> bool:
        """Whether a function's own text registers routes by a call."""
        if not self._indexed:
            self._index()
        answer = self._registering.get(code.key)
        if answer is None:
            found = self._by_place.get((code.path, code.pos[0]))
            raw = self._files[code.path]
            answer = found is not None and REGISTERING.search(raw, found.start, found.end) is not None
            self._registering[code.key] = answer
        return answer

    def _search(self, start: _Def, markers: re.Pattern[bytes], answers: dict[Node, bool]) -> None:
        seen: set[Node] = set()
        waiting = deque([(start, 0)])
        cut = False
        while waiting:
            item, depth = waiting.popleft()
            key = (item.path, item.line)
            if key in seen:
                continue
            seen.add(key)
            known = answers.get(key)
            if known is False:
                continue
            if known or len(seen) > _MOST_VISITED or self._finds(markers, item):
                answers[key] = answers[(start.path, start.line)] = True
                return
            if depth == _DEEPEST:
                cut = True
                continue
            waiting.extend((other, depth + 1) for other in self._called(item))
        if cut:
            answers[(start.path, start.line)] = False
        else:
            # Nothing that can be reached from here matters, so none of what was visited does.
            answers.update(dict.fromkeys(seen, False))

    def _called(self, item: _Def) -> tuple[_Def, ...]:
        """The definitions that may be meant by the names of calls and decorators in a function."""
        if item.calls is None:
            raw, start, end = self._files[item.path], item.start, item.end
            words = set(raw[start:end].translate(BLANKED).split())
            # Few of the words name anything that may be meant; only those are looked for as calls.
            named = sorted((word, self._meant[word]) for word in words if word in self._meant)
            found = [defs for word, defs in named if _calls(raw, start, end, word)]
            if raw.find(b"@", start, end) >= 0:
                marks = dict(named)
                decorators = (mark.rpartition(b".")[2] for mark in _DECORATOR.findall(raw, start, end))
                found += [marks[word] for word in dict.fromkeys(decorators) if word in marks]
            item.calls = tuple(each for several in found for each in several)
        return item.calls

    def _finds(self, markers: re.Pattern[bytes], item: _Def) -> bool:
        """Whether a function's own text holds a marker; a file without any of their words is not searched."""
        raw = self._files[item.path]
        words = _STAGES.get(markers.pattern)
        if words is not None:
            where = self._only.get(markers.pattern)
            if where is not None and item.path not in where:
                return False
            # A few searches for words are many times faster than one for a pattern of as many beginnings.
            find = raw.find
            return any(find(word, item.start, item.end) >= 0 for word in words) and (
                markers.search(raw, item.start, item.end) is not None
            )
        if item.path not in self._plain:
            self._plain[item.path] = not any(word in raw for word in _WORDS)
        if self._plain[item.path] and not (
            markers is PEERING and any(item.path in only for only in self._only.values())
        ):
            return False
        return markers.search(raw, item.start, item.end) is not None

    def _index(self) -> None:
        self._indexed = True
        for path, raw in self._files.items():
            open_: list[tuple[int, _Def]] = []
            line, last = 1, 0
            for start, depth, name in _definitions(raw):
                line += raw.count(b"\n", last, start)
                last = start
                while open_ and open_[-1][0] >= depth:
                    open_.pop()[1].end = start
                if name:
                    made = _Def(name, path, start, len(raw), line)
                    open_.append((depth, made))
                    self._by_name.setdefault(name, []).append(made)
                    self._by_place[(path, line)] = made
                    self._by_path.setdefault(path, []).append(made)
        self._meant = {
            name: defs for name, defs in self._by_name.items() if len(defs) <= _TOO_COMMON and name not in EVERYDAY
        }


def _calls(raw: bytes, start: int, end: int, word: bytes) -> bool:
    """Whether the word stands before a bracket, and is the whole name there."""
    at = raw.find(word, start, end)
    while at >= 0:
        after = at + len(word)
        if raw[after : after + 1] in _OPENING and raw[after:end].lstrip(b" \t").startswith(b"("):
            before = raw[at - 1 : at]
            if not (before.isalnum() or before == b"_"):
                return True
        at = raw.find(word, after, end)
    return False


def _definitions(raw: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Where the lines of definitions begin, in order, how far they are indented, and the name (none for a class)."""
    found = [(match.start(), match[1]) for match in _DEF.finditer(raw)]
    found += [(match.start(), b"") for match in _CLASS.finditer(raw)]
    found.sort()
    for at, name in found:
        start = raw.rfind(b"\n", 0, at) + 1
        before = raw[start:at]
        if before.strip(b" \t") in _BEFORE:
            yield start, len(before[: len(before) - len(before.lstrip(b" \t"))].expandtabs()), name
