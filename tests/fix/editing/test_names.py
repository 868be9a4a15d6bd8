import ast
from collections.abc import Callable

import pytest

from bearproof.fix.editing import names
from bearproof.fix.editing.script import Script, Scripts

Written = Callable[..., Scripts]


def last_call(script: Script) -> ast.Call:
    return [node for node in ast.walk(script.tree) if isinstance(node, ast.Call)][-1]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("import pickle\npickle.loads(x)", "pickle.loads"),
        ("import pickle as p\np.loads(x)", "pickle.loads"),
        ("from pickle import loads as read\nread(x)", "pickle.loads"),
        ("import cPickle\ncPickle.loads(x)", "pickle.loads"),
        ("try:\n    import _pickle as p\nexcept ImportError:\n    import pickle as p\np.loads(x)", "pickle.loads"),
        ("def f():\n    from pickle import loads\n    return loads(x)", "pickle.loads"),
        ("import ruamel.yaml\nruamel.yaml.load(x)", "ruamel.yaml.load"),
        ("import pickle\nclass A:\n    pickle = 1\n    def f(self):\n        pickle.loads(x)", "pickle.loads"),
    ],
)
def test_a_library_name_is_known_by_its_import(text: str, name: str, script: Callable[[str], Script]) -> None:
    file = script(text)
    assert names.qualified(file, last_call(file).func) == name


@pytest.mark.parametrize(
    "text",
    [
        "pickle.loads(x)",
        "from . import pickle\npickle.loads(x)",
        "import pickle\npickle = other\npickle.loads(x)",
        "import pickle\ndef f(pickle):\n    return pickle.loads(x)",
        "import pickle\ndef g():\n    global pickle\n    pickle = 1\ndef f():\n    return pickle.loads(x)",
        "import pickle\nfor pickle in y: pass\npickle.loads(x)",
        "import pickle\nload = pickle.loads\nload(x)",
        "import pickle\n(lambda pickle: pickle.loads(x))(1)",
        "import pickle\nmatch y:\n    case {'a': pickle}:\n        pickle.loads(x)",
        "import a\nimport pickle\ndef f():\n    import b as pickle\n    import pickle\n    pickle.loads(x)",
    ],
)
def test_a_name_with_another_or_a_second_meaning_is_not_known(text: str, script: Callable[[str], Script]) -> None:
    file = script(text)
    assert names.qualified(file, last_call(file).func) is None


@pytest.mark.parametrize(
    ("text", "others", "found"),
    [
        ("A = 'k'\nf(A)", {}, "'k'"),
        ("A: str = 'k'\nf(A)", {}, "'k'"),
        ("a, b = 1, 'k'\nf(b)", {}, "'k'"),
        ("from config import A\nf(A)", {"config": "A = 'k'"}, "'k'"),
        ("from .config import A as B\nf(B)", {"config": "A = 'k'"}, "'k'"),
        ("from . import config\nf(config.A)", {"config": "A = 'k'"}, "'k'"),
        ("import config\nf(config.Auth.A)", {"config": "class Auth:\n    A = 'k'"}, "'k'"),
        ("from conf.keys import A\nf(A)", {"conf__keys": "from .more import A", "conf__more": "A = 'k'"}, "'k'"),
        ("A = 'j'\nA = 'k'\nf(A)", {}, None),
        ("def g(A):\n    f(A)", {}, None),
        ("for A in 'ab':\n    f(A)", {}, None),
        ("a, b = pair\nf(b)", {}, None),
        ("A = A\nf(A)", {}, None),
        ("from elsewhere import A\nf(A)", {}, None),
    ],
)
def test_a_value_is_followed_through_names_that_are_bound_once(
    text: str, others: dict[str, str], found: str | None, written: Written
) -> None:
    scripts = written(text, **others)
    file = scripts.get("app.py")
    assert file is not None
    answer = names.value(scripts, file, last_call(file).args[0])
    assert (answer and answer[0].code(answer[1])) == found


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("from app import A\nf(A)", {}),
        ("from other import A\nf(A)", {"other": "from app import A"}),
        ("A = A.b\nf(A)", {}),
        ("import app\nA = app.A\nf(A.b)", {}),
        ("A = B\nB = A\nf(A)", {}),
    ],
)
def test_names_that_go_round_in_circles_stand_for_nothing(text: str, others: dict[str, str], written: Written) -> None:
    scripts = written(text, **others)
    file = scripts.get("app.py")
    assert file is not None
    assert names.value(scripts, file, last_call(file).args[0]) is None


def test_a_free_name_is_one_that_the_file_does_not_hold(script: Callable[[str], Script]) -> None:
    file = script("user = 'User UserSent'\n")
    assert names.free(file, "Account", "AccountSent") == "Account"
    assert names.free(file, "User", "UserSent") == "UserSent2"


@pytest.mark.parametrize(("text", "name"), [("class", "class_"), ("2fa", "n2fa"), ("x-role", "x_role"), ("é", "value")])
def test_any_text_becomes_a_name(text: str, name: str) -> None:
    assert names.identifier(text) == name
