"""How does a token get verified? The same call with a key and one algorithm, and no way around its signature."""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

from bearproof.findings import Edit, Finding, Fix, Place
from bearproof.fix.editing import calls, definitions, names
from bearproof.fix.editing.imports import Imports, Refused
from bearproof.fix.editing.script import Script, Scripts

_READS = frozenset({"jwt.decode", "jwt.decode_complete", "jose.jwt.decode"})
_UNVERIFIED = "jose.jwt.get_unverified_claims"
_FAILURES = {"jwt": "InvalidTokenError", "jose": "JWTError"}
#: The handlers that answer for a token that was refused.
_ANSWERS = re.compile(r"\b(?:InvalidTokenError|PyJWTError|DecodeError|JWTError|JOSEError|Exception|HTTPException)\b")
_HANDLER = re.compile(
    r"errorhandler\(\s*(?:\w+\.)*(?:InvalidTokenError|PyJWTError|DecodeError|JWTError|JOSEError|Exception)\b"
)
_ENVIRONMENT, _AUDIENCE = "JWT_KEY", "JWT_AUDIENCE"
_ALGORITHMS = 'algorithms=["HS256"]'
_NOTE = "Name the key, the one algorithm, the audience= and the issuer= that the tokens of your issuer have."
#: What the calls beside this one ask of a token, and this one then asks too.
_EXPECTED = ("audience", "issuer")


def verified(finding: Finding, scripts: Scripts) -> Fix | None:
    """The token call at the finding with its signature verified; None for a call that we do not know."""
    script = scripts.get(finding.place.file)
    call = script.find(finding.place, ast.Call) if script else None
    if script is None or call is None:
        return None
    if any(isinstance(outer, ast.ExceptHandler) for outer in script.above(call)):
        # What failed to verify is read all the same: there it is the fallback that must go.
        return None
    try:
        return _verified(scripts, script, call)
    except Refused:
        return None


def without_none(finding: Finding, scripts: Scripts) -> Fix | None:
    """`none` taken off the list of algorithms, wherever the list stands, where another algorithm is left."""
    script = scripts.get(finding.place.file)
    call = script.find(finding.place, ast.Call) if script else None
    if script is None or call is None:
        return None
    try:
        given = calls.argument(call, "algorithms", 2)
        found = names.value(scripts, script, given) if given is not None else None
        if found is None or not isinstance(found[1], (ast.List, ast.Tuple, ast.Set)):
            return None
        edits = _shortened(found[0], found[1])
    except Refused:
        return None
    return Fix("take `none` off the list", tuple(edits)) if edits else None


def _verified(scripts: Scripts, script: Script, call: ast.Call) -> Fix | None:
    name = names.qualified(script, call.func)
    calls.plain(call)
    if name == _UNVERIFIED:
        token = calls.argument(call, "token", 0)
        known = [token] if token is not None else []
        edits: Sequence[Edit] = ()
    elif name in _READS:
        options = calls.argument(call, "options", 3)
        switches = [each.value for each in call.keywords if each.arg == "verify"]
        token = calls.argument(call, "jwt" if name.startswith("jwt.") else "token", 0)
        known = [each for each in (token, options, *switches) if each is not None]
        edits = () if token is None else _in_place(scripts, script, call, (token, options))
    else:
        return None
    if token is None:
        return None
    plain = len(known) == len(call.args) + len(call.keywords) and _all_off(call)
    if name != "jwt.decode_complete" and plain and not _answered(scripts, script, call):
        return _in_a_reader(script, call, token, name)
    if name == _UNVERIFIED:
        imports = Imports(script, call)
        edits = (calls.replaced(script, call, _call(script, imports, token, name)), *imports.edits)
    note = f"{_set(edits)}{_NOTE}"
    if not plain:
        note += " A token that does not verify now raises: answer it with 401."
    return Fix("verify the signature", tuple(edits), safe=False, note=note) if edits else None


def _set(edits: Sequence[Edit]) -> str:
    """What must be set from now on, as a sentence; nothing when that is nothing."""
    names_ = [name for name in (_ENVIRONMENT, _AUDIENCE) if any(f'"{name}"' in each.text for each in edits)]
    return f"Set {' and '.join(names_)}. " if names_ else ""


def _call(script: Script, imports: Imports, token: ast.expr | str, name: str) -> str:
    module = imports.name("jose", "jwt") if name.startswith("jose.") else imports.module("jwt")
    given = token if isinstance(token, str) else script.code(token)
    key = f'{imports.module("os")}.environ["{_ENVIRONMENT}"]'
    more = [] if name == _UNVERIFIED else _expectations(script, imports, imports.node, name)
    return f"{module}.decode({', '.join((given, key, _ALGORITHMS, *more))})"


def _expectations(script: Script, imports: Imports, node: ast.AST, name: str) -> list[str]:
    """What is asked of a token beside its signature: as the file asks elsewhere, else an audience that is set outside.

    Without one, a token for somebody else is good here too (RFC 8725 s3.9), and PyJWT refuses those that name any.
    """
    beside = _as_beside(script, node, name)
    return [f'audience={imports.module("os")}.environ["{_AUDIENCE}"]'] if beside is None else beside


def _as_beside(script: Script, node: ast.AST, name: str) -> list[str] | None:
    """The audience and issuer that every other call of the file asks for, by names that the whole file knows.

    None where there is no other call.
    """
    others: list[dict[str, str]] = []
    for call in ast.walk(script.tree):
        if not isinstance(call, ast.Call) or call is node or names.qualified(script, call.func) != name:
            continue
        given = {each.arg: each.value for each in call.keywords if each.arg in _EXPECTED}
        others.append({str(key): script.code(value) for key, value in given.items() if _is_known(script, value)})
    if not others:
        return None
    # Where one call asks for nothing, its tokens may carry nothing: only what all agree on is asked here.
    asked = {key for other in others for key in other}
    agreed = [key for key in _EXPECTED if key in asked and len({other.get(key) for other in others} - {None}) == 1]
    return [f"{key}={next(other[key] for other in others if key in other)}" for key in agreed]


def _is_known(script: Script, node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Name) and names.module_level(script, node))


def _in_a_reader(script: Script, call: ast.Call, token: ast.expr, name: str) -> Fix:
    """The call in a function of its own, which answers 401 where nothing else does."""
    reader = names.free(script, "verified_claims")
    imports = Imports(script, call)
    package = name.partition(".")[0]
    inner = _call(script, imports, "token", name)
    failure = imports.name(package, _FAILURES[package])
    abort = imports.name("flask", "abort")
    typed = definitions.postponed(script)
    result = f" -> dict[str, {imports.name('typing', 'Any')}]" if typed else ""
    text = f'''def {reader}({"token: str" if typed else "token"}){result}:
    """The claims of a token whose signature holds; any other answers 401."""
    try:
        return {inner}
    except {failure}:
        {abort}(401)
'''
    edits = (
        calls.replaced(script, call, f"{reader}({script.code(token)})"),
        definitions.above(script, call, text),
    )
    whole = (*imports.edits, *edits)
    return Fix("verify the signature", whole, safe=False, note=f"{_set(whole)}{_NOTE}")


def _in_place(
    scripts: Scripts, script: Script, call: ast.Call, known: tuple[ast.expr, ast.expr | None]
) -> Sequence[Edit]:
    """The edits that switch verification on in the call as it stands."""
    token, options = known
    imports = Imports(script, call)
    edits = _switched_on(scripts, script, call, options)
    edits += [calls.without(script, call, given.value) for given in call.keywords if given.arg == "verify"]
    key = calls.argument(call, "key", 1)
    if key is None:
        text = f'{imports.module("os")}.environ["{_ENVIRONMENT}"]'
        if call.args and call.args[0] is token:
            at = calls.end(script, token)
            edits.append(Edit(Place(script.path, *at, *at), f", {text}"))
        else:
            edits.append(calls.added(script, call, f"key={text}"))
    elif isinstance(key, ast.Constant) and not key.value:
        edits.append(Edit(script.place(key), f'{imports.module("os")}.environ["{_ENVIRONMENT}"]'))
    given = {each.arg for each in call.keywords}
    wanted = (
        []
        if _audience_is_off(options)
        else _expectations(script, imports, call, names.qualified(script, call.func) or "")
    )
    edits += _with_algorithms(script, call, [each for each in wanted if each.partition("=")[0] not in given])
    return (*imports.edits, *edits)


def _audience_is_off(options: ast.expr | None) -> bool:
    """The options say that the audience is not looked at, or may say so."""
    if not isinstance(options, ast.Dict):
        return options is not None
    return any(isinstance(key, ast.Constant) and key.value == "verify_aud" for key in options.keys)


def _with_algorithms(script: Script, call: ast.Call, more: Sequence[str]) -> list[Edit]:
    """The edits that name one algorithm where none is named, and add what else is asked of the token."""
    algorithms = calls.argument(call, "algorithms", 2)
    if algorithms is None:
        return [calls.added(script, call, ", ".join((_ALGORITHMS, *more)))]
    added = [calls.added(script, call, ", ".join(more))] if more else []
    if not isinstance(algorithms, ast.Constant) or isinstance(algorithms.value, str):
        return added
    if algorithms not in call.args:
        return [Edit(script.place(algorithms), _ALGORITHMS.partition("=")[2]), *added]
    if call.args[-1] is not algorithms:
        raise Refused("what stands behind the place of the algorithms would move")
    # PyJWT 1 had `verify` in this place.
    return [Edit(script.place(algorithms), _ALGORITHMS), *added]


def _switched_on(scripts: Scripts, script: Script, call: ast.Call, options: ast.expr | None) -> list[Edit]:
    """The edits that take `verify_signature` out of the options, and the options away where nothing else is in them."""
    if options is None:
        return []
    found = names.value(scripts, script, options)
    where, written = found or (script, options)
    if not isinstance(written, ast.Dict):
        raise Refused("the options are not written out")
    index = _off(written)
    if index is None:
        raise Refused("the options switch nothing off")
    if len(written.keys) == 1:
        return [calls.without(script, call, options)]
    entries = [(key, value) for key, value in zip(written.keys, written.values, strict=True) if key is not None]
    if len(entries) < len(written.keys):
        raise Refused("other options are merged in")
    return [calls.dropped(where, entries, index)]


def _off(options: ast.Dict) -> int | None:
    for index, key in enumerate(options.keys):
        if isinstance(key, ast.Constant) and key.value == "verify_signature":
            return index
    return None


def _all_off(call: ast.Call) -> bool:
    """Whether what the call is given beside the token does nothing but switch verification off."""
    options = [each.value for each in call.keywords if each.arg == "options"]
    return all(isinstance(each, ast.Dict) and len(each.keys) == 1 and _off(each) == 0 for each in options)


def _answered(scripts: Scripts, script: Script, call: ast.Call) -> bool:
    """Whether a token that is refused is answered already: by a handler around the call, or by one of the app."""
    child: ast.AST = call
    for outer in script.above(call):
        if isinstance(outer, ast.Try) and child in outer.body:
            caught = [each.type for each in outer.handlers]
            if any(each is None or _ANSWERS.search(script.code(each)) for each in caught):
                return True
        child = outer
    return any(_HANDLER.search(each.text) for each in scripts.mentioning("errorhandler"))


def _shortened(script: Script, listed: ast.List | ast.Tuple | ast.Set) -> list[Edit]:
    """The edits that take `none` out of a list that says something else too."""
    bad = [index for index, each in enumerate(listed.elts) if _is_none(each)]
    left = [each for index, each in enumerate(listed.elts) if index not in bad]
    if len(bad) != 1 or not left:
        return []
    if isinstance(listed, ast.Tuple) and len(left) == 1:
        return [calls.replaced(script, listed, f"({script.code(left[0])},)")]
    place = script.place(listed)
    # A tuple without parentheses begins with its first entry.
    begin = (place.line, place.column + (script.code(listed)[0] in "([{"))
    return [calls.dropped(script, [(each, each) for each in listed.elts], bad[0], begin)]


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.lower() == "none"
