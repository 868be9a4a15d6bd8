"""What do we say about an app? The values every room hands on and every report prints."""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType


class Severity(enum.IntEnum):
    """How bad it is when the weakness is used; ordered, so that a threshold is a comparison."""

    INFO = 0
    LOW = 1
    MEDIUM = 2
    HIGH = 3
    CRITICAL = 4

    @property
    def word(self) -> str:
        """The lower-case word that options and reports use."""
        return self.name.lower()


class Proof(enum.IntEnum):
    """How we know: from the source only, seen arriving at the sink, or shown by control."""

    SUSPECTED = 0
    REACHED = 1
    PROVEN = 2

    @property
    def word(self) -> str:
        """The lower-case word that reports use."""
        return self.name.lower()


class Status(enum.StrEnum):
    """What has become of a finding."""

    OPEN = "open"
    FIXED = "fixed"
    GUARDED = "guarded"
    SUPPRESSED = "suppressed"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of source.

    `file` is a POSIX path relative to the project root; lines count from 1, columns from 0 in characters,
    and the end column is exclusive.
    """

    file: str
    line: int
    column: int = 0
    end_line: int = 0
    end_column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a trace: a place, and what happens to the data there, as a clause without a subject."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Input:
    """One thing of a request that the source reads.

    `carrier` is path, query, header, cookie, form, json, body or file; `name` is its name there, empty for a body.
    `way` is what happens to it from there on, in order: `.key` where a key is read, otherwise the qualified name of the
    call that decodes or loads it. `required` says that the handler fails without it; `values` are the constants that
    the source compares it with.
    """

    carrier: str
    name: str = ""
    way: tuple[str, ...] = ()
    required: bool = False
    values: tuple[object, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys read below the carrier's own name, outermost first."""
        return tuple(part[1:] for part in self.way if part.startswith("."))

    @property
    def chain(self) -> tuple[str, ...]:
        """The calls that decode or load it, in order."""
        return tuple(part for part in self.way if not part.startswith("."))


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the running app showed.

    `kind` is a short slug (`canary-imported`, `decision-flipped`); `details` holds what a reader needs to
    repeat it, with secrets already redacted; `proof` is how much it shows.
    """

    kind: str
    summary: str
    details: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    proof: Proof = Proof.PROVEN


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text of `place` with `text`; an empty stretch inserts."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that belong together. `safe` says that no good request changes its answer."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool = True
    note: str = ""


class Reason(enum.StrEnum):
    """Why something was not looked at; reports count by it."""

    TOO_LARGE = "too-large"
    UNREADABLE = "unreadable"
    BAD_ENCODING = "bad-encoding"
    NULL_BYTES = "null-bytes"
    SYNTAX_ERROR = "syntax-error"
    PYTHON_2 = "python-2"
    TOO_DEEP = "too-deep"
    NEWER_SYNTAX = "newer-syntax"
    SYMLINK_OUTSIDE = "symlink-outside"
    PARSER_LIMIT = "parser-limit"
    ANALYSIS_LIMIT = "analysis-limit"
    INTERNAL = "internal"
    INTERRUPTED = "interrupted"
    APP_NOT_STARTED = "app-not-started"
    UNSAFE_METHOD = "unsafe-method"
    NO_REQUEST = "no-request"
    NO_ANSWER = "no-answer"
    LOGIN_LOST = "login-lost"
    BUDGET_SPENT = "budget-spent"
    SENSOR_BLIND = "sensor-blind"
    ROUTE_UNKNOWN = "route-unknown"
    REFERENCE_NOT_FOLLOWED = "reference-not-followed"


#: Reasons that leave the answer incomplete (exit code 3 unless `--allow-incomplete`).
INCOMPLETE = frozenset(Reason) - {
    Reason.PYTHON_2,
    Reason.SYMLINK_OUTSIDE,
    Reason.ANALYSIS_LIMIT,
    Reason.UNSAFE_METHOD,
    Reason.NO_REQUEST,
    Reason.SENSOR_BLIND,
    Reason.ROUTE_UNKNOWN,
}


@dataclass(frozen=True, slots=True, order=True)
class NotLooked:
    """A place that was not looked at, and why. `place` is a path, with `:line` where that is known."""

    place: str
    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One weakness at one sink of one operation.

    `operation` is `METHOD /path/<template>`, or None when no route leads here. `source_text` and `sink_text`
    are the source's own text, whitespace collapsed: with the check, the operation and the path they make the
    fingerprint. `call` is the qualified name of the dangerous call, where there is one. `related` are further places
    worth a look. `in_tests` says that it stands in test code, which nobody deploys: told apart, and of no weight for
    the exit code. `input` is where the data of the finding comes in, and `fields` are the keys that the source reads
    from what was deserialized here: their way begins at the result. `doubts` are tests on the way that are not enough,
    and yet make the finding less sure.
    """

    check: str
    cwe: int
    severity: Severity
    place: Place
    message: str
    trace: tuple[Step, ...] = ()
    operation: str | None = None
    proof: Proof = Proof.SUSPECTED
    status: Status = Status.OPEN
    evidence: tuple[Evidence, ...] = ()
    fixes: tuple[Fix, ...] = ()
    source_text: str = ""
    sink_text: str = ""
    call: str = ""
    ordinal: int = 0
    advice: str = ""
    related: tuple[Place, ...] = ()
    in_tests: bool = False
    input: Input | None = None
    fields: tuple[Input, ...] = ()
    doubts: tuple[Step, ...] = ()

    @property
    def confidence(self) -> str:
        """`firm`, or `partial` where something on the way may keep some of the data out."""
        return "partial" if self.doubts and self.proof is not Proof.PROVEN else "firm"

    @property
    def fingerprint(self) -> str:
        """32 hex digits, stable under edits elsewhere in the file: it holds no line number."""
        parts = (self.check, self.operation or "", self.place.file, self.source_text, self.sink_text)
        text = "\0".join(" ".join(part.split()) for part in parts) + f"\0{self.ordinal}"
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    @property
    def rank(self) -> tuple[object, ...]:
        """The sort key of every report: proof, severity, confidence, exposure, then place."""
        unsure = self.confidence != "firm"
        exposed = self.operation is None
        return (-self.proof, -self.severity, unsure, exposed, self.place, self.check, self.operation or "")


def numbered(findings: list[Finding]) -> list[Finding]:
    """The findings sorted for a report; those with equal fingerprints get an ordinal, in order of place."""
    seen: dict[str, int] = {}
    out = []
    for finding in sorted(findings, key=lambda f: f.rank):
        count = seen.get(finding.fingerprint, 0)
        seen[finding.fingerprint] = count + 1
        out.append(replace(finding, ordinal=count) if count else finding)
    return out


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was looked at. Files are Python files; seconds are CPU seconds of the whole process.

    `operations_probed` were asked on the running app, by the `identities` that it let in, with so many requests.
    `remembered` says that the result is that of an earlier run over the very same files.
    """

    files_seen: int = 0
    files_skipped: int = 0
    files_parsed: int = 0
    lines_seen: int = 0
    routes_found: int = 0
    functions_run: int = 0
    seconds: float = 0.0
    operations_probed: int = 0
    requests_sent: int = 0
    identities: tuple[str, ...] = ()
    remembered: bool = False


@dataclass(frozen=True, slots=True)
class Declared:
    """A class of the app that says which data may come in: its name, where it stands, and its JSON Schema as JSON.

    References lead to `#/components/schemas/NAME`, where NAME is that of another of the same result.
    """

    name: str
    place: Place
    schema: str


@dataclass(frozen=True, slots=True)
class Validation:
    """Which declared class a route takes data in with: of which carrier, and below which keys of it."""

    carrier: str
    keys: tuple[str, ...]
    schema: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing in which the API's own document and its code differ.

    `kind` is a short slug; `place` is where the code stands, None where there is none; `promise` is the place in the
    document, empty where there is none.
    """

    kind: str
    operation: str
    text: str
    place: Place | None = None
    promise: str = ""


@dataclass(frozen=True, slots=True)
class RouteRow:
    """One route as the routes table prints it. `authenticated_by` and `decides_on` are short phrases, or empty.

    `inputs` is what the handler reads of a request. `object_check` says how it is asked whose the object is that the
    request names, empty where it names none. `body` says what the body is taken in with, empty where none is read.
    `promised` is what the API's own document says about who may call, empty where no document was given.
    """

    methods: tuple[str, ...]
    path: str
    handler: str
    place: Place
    authenticated_by: str = ""
    verified: str = ""
    decides_on: str = ""
    public: bool = False
    inputs: tuple[Input, ...] = ()
    object_check: str = ""
    body: str = ""
    validated: tuple[Validation, ...] = ()
    promised: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """Everything one run has to say. `interrupted` means Ctrl-C came and the findings are those so far."""

    root: str
    findings: tuple[Finding, ...]
    coverage: Coverage
    not_looked: tuple[NotLooked, ...] = ()
    routes: tuple[RouteRow, ...] = ()
    interrupted: bool = False
    #: Routes that serve a folder of files. No code of the app answers them, and nothing is judged of them.
    files: tuple[RouteRow, ...] = ()
    declared: tuple[Declared, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    #: The API's own documents that the code names: the file that names one, and how it is named there.
    documents: tuple[tuple[str, str], ...] = ()

    @property
    def incomplete(self) -> bool:
        """Something that ought to have been looked at was not."""
        return any(item.reason in INCOMPLETE for item in self.not_looked)


@dataclass(frozen=True, slots=True)
class CheckDoc:
    """What a check says of itself, for reports, SARIF rules and `explain`; prose is plain text."""

    name: str
    title: str
    family: str
    severity: Severity
    cwe: int
    what: str
    why: str
    instead: str
    proven_by: str
    guarded_by: str
    bad: str
    good: str
    since: str
    tags: tuple[str, ...] = ()
