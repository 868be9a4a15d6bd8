"""Which files take part? Those whose bytes register something, set a key or read a request; others wait to be asked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bearproof.catalog import entries
from bearproof.model.searching.vocabulary import Vocabulary
from bearproof.taint.choosing.registrars import Registrars

#: A file that holds one of these takes part: it registers something or sets a key.
_TEXTS = (
    b".route(", b"add_url_rule", b"register_blueprint", b"MethodView", b"SECRET_KEY", b"secret_key", b"Flask(",
    b"Blueprint(", b"expose(", b"add_resource", b"import jwt", b".before_request",
)  # fmt: skip
_VERBS = re.compile(rb"@[\w.]+\.(?:get|post|put|patch|delete)\(")
_TOKENS = re.compile(rb"from (?:jwt|jose|authlib|joserfc|jwcrypto|flask_jwt_extended)\b")
_TOKEN_WORDS = (b"jwt", b"jose", b"authlib", b"joserfc", b"jwcrypto", b"flask_jwt_extended")
#: So does one that imports a framework, or the request from another module, and reads the request or the session.
_FRAMEWORKS = rb"(?:flask|quart|werkzeug|connexion|apiflask|bottle)"
#: Each begins with a word of its own: that is found many times faster than one of two words.
_FROM = re.compile(rb"from\s+" + _FRAMEWORKS)
_IMPORT = re.compile(rb"import(?:\s+" + _FRAMEWORKS + rb"|\s[^\n#]*\b(?:request|session)\b|\s+\*)")
READS = re.compile(
    rb"request(?<![.\w]request)\s*\.|session(?<![.\w]session)\s*(?:\[|\.(?:get|pop|update|setdefault)\b)"
    rb"|jwt(?<!\wjwt)\s*\.|get_json"
)
READS_WORDS = (b"request", b"session", b"jwt", b"get_json")
#: So does one that is imported for what it adds to a table of another module, where what it adds may load something.
_ADDS = re.compile(rb"^(?:@[\w.]+\(|[A-Za-z_][\w.]*[(\[]|class \w+\([^)\n]*\w=)", re.MULTILINE)
_LOADING_WORDS = (b"pickle", b"Unpickler", b"marshal", b"joblib", b"shelve")
#: These stand inside many words that load nothing: `evaluate`, `execute`.
_WHOLE_WORDS = frozenset({b"dill", b"yaml", b"eval", b"exec"})
#: A function of a cloud: its parameters are named as the cloud's own documents name them.
_CLOUD = re.compile(rb"def\s+\w+\(\s*event\b[^,)]*,\s*_*context\b")


class Texts:
    """Texts that a file may hold, each looked for only in files in which its longest word stands."""

    def __init__(self, vocabulary: Vocabulary, texts: Iterable[bytes]) -> None:
        self._vocabulary = vocabulary
        self._each = [(text, vocabulary.holding((text,))) for text in texts]
        self._any = frozenset().union(*(words for _, words in self._each))

    def one_in(self, path: str, raw: bytes) -> bool:
        """Whether the file holds one of the texts."""
        words = self._vocabulary.of(path)
        if self._any.isdisjoint(words):
            return False
        return any(text in raw for text, wanted in self._each if not wanted.isdisjoint(words))


class TakingPart:
    """The answer for each file of one tree."""

    def __init__(self, vocabulary: Vocabulary, files: Iterable[tuple[str, bytes]]) -> None:
        self._vocabulary = vocabulary
        self._texts = Texts(vocabulary, (*_TEXTS, *entries.WORDS))
        self._tokens = vocabulary.holding(_TOKEN_WORDS)
        self._reads = vocabulary.holding(READS_WORDS)
        self._loads = vocabulary.holding(_LOADING_WORDS) | _WHOLE_WORDS
        self._event = vocabulary.holding((b"event",))
        self._registrars = Registrars(vocabulary, files)

    def __call__(self, path: str, raw: bytes) -> bool:
        """Whether the byte search finds that a file registers, sets or reads something."""
        words = self._vocabulary.of(path)
        if self._texts.one_in(path, raw) or _VERBS.search(raw):
            return True
        if not self._event.isdisjoint(words) and _CLOUD.search(raw):
            return True
        if not self._tokens.isdisjoint(words) and _TOKENS.search(raw):
            return True
        if not self._loads.isdisjoint(words) and _ADDS.search(raw):
            return True
        return (not self._reads.isdisjoint(words) and _reads(raw)) or self._registrars.called_in(path, raw)


def _reads(raw: bytes) -> bool:
    return (_FROM.search(raw) or _IMPORT.search(raw)) is not None and READS.search(raw) is not None
