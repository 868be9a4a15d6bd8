"""Which files take part, by their bytes?"""

from __future__ import annotations

import pytest

from bearproof.model.searching.vocabulary import Vocabulary
from bearproof.taint.choosing.files import TakingPart


def takes_part(text: bytes) -> bool:
    files = [("a.py", text)]
    return TakingPart(Vocabulary(files), files)("a.py", text)


@pytest.mark.parametrize(
    "text",
    [
        b"@bp.route('/')\ndef f(): ...",
        b"@api.post('/')\ndef f(): ...",
        b"my_secret_key = 'x'",
        b"OurFlask(__name__)",
        b"from jose import jws",
        b"def handler(event, _context): ...",
        b"from flask import request\nrequest.args",
        b"from .globals import request\nrequest.args",
        b"from .globals import *\nsession['a']",
        b"import bottle",
    ],
)
def test_a_file_that_registers_sets_or_reads_takes_part(text: bytes) -> None:
    assert takes_part(text)


@pytest.mark.parametrize(
    "text",
    [
        b"import os",
        b"route = 1",
        b"from joserfc_other import x",
        b"def handler(event, other): ...",
        b"import requests\nrequests.get(url)",
        b"request.args",
        b"from flask import request",
        b"# a bottle\nimport os",
        b"@functools.cache\ndef get(): ...",
    ],
)
def test_others_wait_until_they_are_asked_for(text: bytes) -> None:
    assert not takes_part(text)
