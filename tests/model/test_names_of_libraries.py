"""Which module does a name mean that a file beside and the standard library both have?"""

from __future__ import annotations

from bearproof.inputs.reading import Limits
from bearproof.model.project import Project


def project(*paths: str) -> Project:
    return Project([(path, b"x = 1\n") for path in paths], Limits())


def test_a_file_beside_a_script_is_found_by_its_plain_name() -> None:
    tree = project("shop/views.py", "shop/loading.py")
    assert tree.find("loading", tree.at("shop/views.py")) is tree.at("shop/loading.py")


def test_what_the_interpreter_has_loaded_before_is_no_file_of_the_project() -> None:
    tree = project("shop/views.py", "shop/io.py")
    assert tree.find("io", tree.at("shop/views.py")) is None


def test_a_file_that_imports_its_own_name_means_a_library() -> None:
    tree = project("shop/queue.py", "shop/views.py")
    assert tree.find("queue", tree.at("shop/queue.py")) is None
    assert tree.find("queue", tree.at("shop/views.py")) is tree.at("shop/queue.py")
