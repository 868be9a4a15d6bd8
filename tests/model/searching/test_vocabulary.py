"""Which words does a tree hold, and in which files may a text stand?"""

from __future__ import annotations

from bearproof.model.searching.vocabulary import Vocabulary


def test_words_are_whole_identifiers_wherever_they_stand() -> None:
    words = Vocabulary([("a.py", b"x = load('my-file')  # caf\xc3\xa9")]).of("a.py")

    assert words == {b"x", b"load", b"my", b"file", b"caf\xc3\xa9"}


def test_a_text_may_stand_inside_a_longer_word() -> None:
    vocabulary = Vocabulary([("a.py", b"app.my_secret_key = 1"), ("b.py", b"secret = 1")])

    assert vocabulary.holding([b"secret_key"]) == {b"my_secret_key"}


def test_of_a_text_the_longest_word_is_looked_for() -> None:
    vocabulary = Vocabulary([("a.py", b"from bottle import get"), ("b.py", b"import os")])

    assert vocabulary.holding([b"import bottle"]) == {b"bottle"}


def test_one_word_that_holds_a_text_twice_is_told_once() -> None:
    assert Vocabulary([("a.py", b"tomtom tom")]).holding([b"tom"]) == {b"tomtom", b"tom"}
