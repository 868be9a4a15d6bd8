"""Does work that is given room answer as it would without?"""

from __future__ import annotations

import pytest

from bearproof.scan.room import with_room


def test_what_the_work_answers_is_answered() -> None:
    assert with_room(lambda: "done") == "done"


def test_what_the_work_raises_is_raised() -> None:
    with pytest.raises(KeyError, match="gone"):
        with_room(lambda: {}["gone"])
