from bookmaker.fidelity import compare, expected, source_words, words
from bookmaker.model import Decision, Place


def test_words_ignore_apostrophes_hyphens_and_line_ends() -> None:
    assert words("Don't re-turn") == words("Don’t return") == ["Dont", "return"]


def test_a_word_broken_over_a_line_end_may_come_back_whole_or_in_two() -> None:
    source = source_words('He would re-\nturn. "I love-\nNo!"', "a.txt")
    assert compare(source, words("He would return. “I love—No!”")) is None
    assert compare(source, words("He would re-turn. “I love—No!”")) is None
    assert compare(source, words("He wouldre turn. “I love—No!”")) is not None


def test_case_does_not_count() -> None:
    source = source_words("The STRASSE re-\nturned", "a.txt")
    assert compare(source, words("THE Straße RETURNED")) is None
    assert compare(source, words("THE Strase RETURNED")) is not None
    removed = [Decision("boilerplate", Place("a.txt", 1), before="the Straße", removed=True)]
    assert expected(source, removed).body.words == ["re", "turned"]


def test_writing_without_spaces_may_be_parted_and_joined() -> None:
    source = source_words("第一章晨潮\n夜色很\n深 กลางคืน", "a.txt")
    assert compare(source, words("第一章 晨潮 夜色很深 กลาง คืน")) is None
    assert compare(source, words("第一章 晨 夜色很深 กลางคืน")) is not None
    assert compare(source, words("第一章 晨潮 夜色 深 กลางคืน")) is not None
    assert compare(source, words("晨潮 第一章 夜色很深 กลางคืน")) is not None
    assert compare(source_words("low tide", "a.txt"), ["lowtide"]) is not None


def test_dashes_part_words() -> None:
    assert words("wait--what") == words("wait - what") == words("wait—what") == ["wait", "what"]


def test_fractions_are_their_figures() -> None:
    assert words("1½ miles") == words("1 1/2 miles") == words("1-1/2 miles") == ["1", "1", "2", "miles"]
    assert words("in 1850-60") == ["in", "185060"]


def test_a_note_called_by_a_small_figure_leaves_its_word_alone() -> None:
    assert words("the tower³, in 1850²") == ["the", "tower", "3", "in", "1850", "2"]


def test_ranges() -> None:
    assert words("1914-18") == words("1914–18") == ["191418"]


def test_source_words_know_their_line() -> None:
    found = source_words("one two\n\nthree re-\nturn\nfour", "a.txt")
    assert found.words == ["one", "two", "three", "re", "turn", "four"]
    assert [found.place(index).line for index in range(6)] == [1, 1, 3, 3, 4, 5]


def test_removed_and_moved_words_leave_the_running_text() -> None:
    source = source_words("Licence text\nOnce[1] upon\n[1] A note.\na time", "a.txt")
    decisions = [
        Decision("boilerplate", Place("a.txt", 1), before="Licence text", removed=True),
        Decision("notes/call", Place("a.txt", 2), before="1", removed=True),
        Decision("notes/mark", Place("a.txt", 3), before="1", removed=True),
        Decision("notes/text", Place("a.txt", 3), before="A note.", moved=True),
    ]
    streams = expected(source, decisions)
    assert streams.body.words == ["Once", "upon", "a", "time"]
    assert streams.notes.words == ["A", "note"]


def test_a_loss_names_the_line() -> None:
    want = source_words("one\ntwo\nthree", "a.txt")
    loss = compare(want, ["one", "three"])
    assert loss is not None
    assert loss.place == Place("a.txt", 2)
    assert compare(want, ["one", "two", "three"]) is None
    assert compare(want, ["one", "two", "three", "four"]) is not None


def test_a_word_broken_in_a_double_spaced_typescript() -> None:
    source = source_words("She had light-\n\nened the boat.", "a.txt")
    assert compare(source, words("She had lightened the boat.")) is None
    assert compare(source, words("She had light-ened the boat.")) is None
    assert compare(source, words("She had the boat.")) is not None


def test_letterspaced_words() -> None:
    source = source_words("It was v e r y cold, said Mr. Kay, a B, and I.", "a.txt")
    assert compare(source, words("It was very cold, said Mr. Kay, a B, and I.")) is None
    assert compare(source, words("It was v e r y cold, said Mr. Kay, a B, and I.")) is None
    assert compare(source, words("It was ver cold, said Mr. Kay, a B, and I.")) is not None
    assert compare(source, words("It was very cold, said Mr. K, aB, and I.")) is not None


def test_a_word_broken_by_an_equals_sign() -> None:
    source = source_words("Der =alte= Wassers=\nfall und der =Fluss=\nlief.", "a.txt")
    assert compare(source, words("Der alte Wassersfall und der Fluss lief.")) is None
    assert compare(source, words("Der alte Wassers fall und der Fluss lief.")) is None
    assert compare(source, words("Der alte Wassers und der Fluss lief.")) is not None
