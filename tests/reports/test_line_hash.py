"""The expected hashes are those that GitHub's upload action computes in its own published tests."""

from bearproof.reports.sarif.line_hash import line_hashes


def test_an_empty_file_has_one_line() -> None:
    assert line_hashes("") == ["c129715d7a2bc9a3:1"]


def test_blanks_within_and_before_a_line_do_not_count() -> None:
    assert line_hashes(" a\nb\n  \t\tc\n d") == [
        "271789c17abda88f:1",
        "54703d4cd895b18:1",
        "180aee12dab6264:1",
        "a23a3dc5e078b07b:1",
    ]


def test_empty_lines_have_hashes_too() -> None:
    assert line_hashes(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End") == [
        "8b7cf3e952e7aeb2:1",
        "b1ae1287ec4718d9:1",
        "bff680108adb0fcc:1",
        "c6805c5e1288b612:1",
        "b86d3392aea1be30:1",
        "e6ceba753e1a442:1",
    ]


def test_every_kind_of_line_break_gives_the_same_hashes() -> None:
    assert line_hashes(" hello; \t\r\nworld!!!\r\r\n\n  \t\tGreetings\r End") == [
        "8b7cf3e952e7aeb2:1",
        "b1ae1287ec4718d9:1",
        "bff680108adb0fcc:1",
        "c6805c5e1288b612:1",
        "b86d3392aea1be30:1",
        "e6ceba753e1a442:1",
    ]


def test_equal_lines_are_numbered() -> None:
    assert line_hashes("Lorem ipsum dolor sit amet.\n" * 10) == [
        "a7f2ff13bc495cf2:1",
        "a7f2ff13bc495cf2:2",
        "a7f2ff13bc495cf2:3",
        "a7f2ff13bc495cf2:4",
        "a7f2ff13bc495cf2:5",
        "a7f2ff13bc495cf2:6",
        "a7f2ff1481e87703:1",
        "a9cf91f7bbf1862b:1",
        "55ec222b86bcae53:1",
        "cc97dc7b1d7d8f7b:1",
        "c129715d7a2bc9a3:1",
    ]


def test_what_follows_a_line_is_part_of_its_hash() -> None:
    assert line_hashes("x = 2\nx = 1\nprint(x)\nx = 3\nprint(x)\nx = 4\nprint(x)\n") == [
        "e54938cc54b302f1:1",
        "bb609acbe9138d60:1",
        "1131fd5871777f34:1",
        "5c482a0f8b35ea28:1",
        "54517377da7028d2:1",
        "2c644846cb18d53e:1",
        "f1b89f20de0d133:1",
        "c129715d7a2bc9a3:1",
    ]


def test_a_character_beyond_the_basic_plane_counts_as_its_two_units() -> None:
    # 0xd83d * 37**99 + 0xde00 * 37**98 + 0xffff * 37**97, modulo 2**64
    assert line_hashes("\U0001f600") == [
        f"{(0xD83D * 37**99 + 0xDE00 * 37**98 + 0xFFFF * 37**97) % 2**64:x}:1",
    ]


def test_a_lone_surrogate_does_not_stop_it() -> None:
    assert len(line_hashes("a\ud800\nb")) == 2
