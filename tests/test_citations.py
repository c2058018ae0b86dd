import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.generative.citations import Marker, MarkerParser
from assistant.generative.sentences import Finished, SentenceStream, Words

MARKERS = ["[1]", "[१]", "[1, 2]", "[1][2]", "【4】", "[ 5 ;६ ]", "[999]"]
NO_MARKERS = ["[", "]", "[[3]", "[x]", "[1[1[1", "[" + " " * 70 + "]"]
TEXT = [" ", "\n", "कहा", "Dr.", "है।", "said.", "12", ",", "?", "…"]
IN_WORDS = [
    "अंश 2",
    " के अनुसार, ",
    "Passage 1 ",
    "says that ",
    "According to ",
    "(1)",
    "(अंश 1 ",
    "और 2)",
    "¹",
    "<sup>",
    "</sup>",
    ": ",
]
PIECES = st.lists(st.sampled_from([*MARKERS, *NO_MARKERS, *TEXT, *IN_WORDS]), max_size=25).map("".join)


def parse(*chunks):
    parser = MarkerParser(12)
    parts = [part for chunk in chunks for part in parser.feed(chunk)] + list(parser.close())
    return joined(parts)


def joined(parts):
    together = []
    for part in parts:
        if isinstance(part, str) and together and isinstance(together[-1], str):
            together[-1] += part
        else:
            together.append(part)
    return together


def sentences(*chunks, clean=str):
    stream = SentenceStream(clean, 12)
    return [part for chunk in chunks for part in stream.feed(chunk)] + list(stream.close())


def finished(*chunks):
    return [(part.text, part.numbers) for part in sentences(*chunks) if isinstance(part, Finished)]


def cut(text, places):
    bounds = [0, *sorted(place % (len(text) + 1) for place in places), len(text)]
    return [text[start:end] for start, end in zip(bounds, bounds[1:], strict=False)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("[1]", (1,)),
        ("[१]", (1,)),
        ("[12]", (12,)),
        ("[1, 2]", (1, 2)),
        ("[१,२]", (1, 2)),
        ("[ 3 ; 4 ]", (3, 4)),
        ("【5】", (5,)),
    ],
)
def test_a_marker_gives_its_numbers(text, numbers):
    assert parse(text) == [Marker(numbers)]


@pytest.mark.parametrize("text", ["[]", "[ ]", "[a]", "[1", "1]", "[1a]", "[-1]", "[1.2]", "[" + "1" * 61 + "]"])
def test_what_is_no_marker_stays_as_text_in_round_brackets(text):
    assert parse(text) == [text.replace("[", "(").replace("]", ")")]


def test_what_is_left_around_a_marker_makes_no_other():
    assert parse("[[1]2]") == ["(", Marker((1,)), " 2)"]


@given(PIECES, st.lists(st.integers(0, 400), max_size=8))
def test_markers_and_text_are_the_same_however_the_stream_is_cut(text, places):
    assert parse(*cut(text, places)) == parse(text)


@given(PIECES, st.lists(st.integers(0, 400), max_size=8))
def test_sentences_and_words_are_the_same_however_the_stream_is_cut(text, places):
    whole, pieces = sentences(text), sentences(*cut(text, places))
    assert [part for part in pieces if isinstance(part, Finished)] == [part for part in whole if isinstance(part, Finished)]
    assert "".join(part.text for part in pieces if isinstance(part, Words)) == "".join(
        part.text for part in whole if isinstance(part, Words)
    )


CLAIM = "शोइगु 12 नवंबर को बीजिंग गए"


@pytest.mark.parametrize(
    "marker",
    """[1] [१] [1]. [^1] [^1^] [#1] [[1]] 【1】 〔1〕 ［1］ （1）
    (1) \\[1\\] ¹ <sup>1</sup> <sup>[1]</sup> <cite>1</cite> [1](#1)
    ([1]) [cite:_1] [अंश_1] [अंश_संख्या_1] [passage_number_1] [Source_1:_A_title] [1,_thanhnien.vn] [1:_A_title] [1†L3-L5]
    (अंश_1) (passage_1) (Source:_[1]) (see_[1]) (स्रोत:_[1]) Source:_[1]""".split(),
)
@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_markers_of_all_shapes_are_taken_out_whole(marker, size):
    text = f"{CLAIM} {marker.replace('_', ' ')}। वे लौट गए [2]।".replace(".।", "।")
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    assert finished(*pieces) == [(f"{CLAIM}।", (1,)), ("वे लौट गए।", (2,))]


@pytest.mark.parametrize(
    ("marker", "numbers"),
    [
        ("[1, 2 and 3]", (1, 2, 3)),
        ("[1-3]", (1, 2, 3)),
        ("[1]-[3]", (1, 2, 3)),
        ("[1 से 3]", (1, 2, 3)),
        ("[1] और [2]", (1, 2)),
        ("[1], [2] तथा [3]", (1, 2, 3)),
        ("([1], [2])", (1, 2)),
        ("(अंश 1 और 2)", (1, 2)),
        ("(Passages 1 and 2)", (1, 2)),
        ("(1 and 2)", (1, 2)),
        ("(1-3)", (1, 2, 3)),
        ("¹ ²", (1, 2)),
    ],
)
def test_markers_that_belong_together_leave_nothing_between_them(marker, numbers):
    assert finished(f"{CLAIM} {marker}।") == [(f"{CLAIM}।", numbers)]


@pytest.mark.parametrize(
    "text",
    [
        "कुल (5) नेता आए।",
        "Article (1) of the law was changed.",
        "The court (Article 14) ruled.",
        "धारा 3(1) लागू हुई।",
        "The score was (2-1) in the end.",
        "He was born in (1990).",
        "He won (3), lost (2) and drew (1).",
        "Section (75) applies.",
        "The area is 50 km².",
        "Putin says he left.",
        "शोइगु के अनुसार वे गए।",
        "लेख 370 के अनुसार राज्य बना।",
        "Passage 1 does not say it.",
    ],
)
def test_numbers_and_words_that_cite_nothing_stay(text):
    assert finished(text.replace("(2-1)", "[2-1]").replace("(1990)", "[1990]").replace("(75)", "[75]") + " [2]") == [
        (text, (2,))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("अंश 2 के अनुसार, वे गए।", [("वे गए।", (2,))]),
        ("वे गए। [2] के अनुसार वे लौटे।", [("वे गए।", ()), ("वे लौटे।", (2,))]),
        ("दिए गए अंश 1 तथा 3 के मुताबिक वे गए।", [("वे गए।", (1, 3))]),
        ("अंश 1 में कहा गया है कि वे गए।", [("वे गए।", (1,))]),
        ("वे गए जैसा कि अंश 1 में बताया गया है।", [("वे गए।", (1,))]),
        ("ansh 2 ke anusar, ve gaye.", [("Ve gaye.", (2,))]),
        ("According to [1], the river rose. Passage 2 says that it fell.", [("The river rose.", (1,)), ("It fell.", (2,))]),
        ("It rained. According to [1], 5 people died.", [("It rained.", ()), ("5 people died.", (1,))]),
        ("According to passage 1, 5 people died.", [("5 people died.", (1,))]),
        ("The river rose, as stated in passage 1.", [("The river rose.", (1,))]),
        ("[1]: It rained.\n[2]: It snowed.", [("It rained.", (1,)), ("It snowed.", (2,))]),
        ("वे गए [2]।वे लौटे [1]।", [("वे गए।", (2,)), ("वे लौटे।", (1,))]),
        ("They left [2].They came [1].", [("They left.", (2,)), ("They came.", (1,))]),
    ],
)
def test_citations_in_words_are_those_of_what_they_introduce(text, expected):
    assert finished(text) == expected
    assert finished(*text) == expected


def test_an_invented_number_is_dropped_where_markers_stand():
    assert finished("वे गए। [99] वे लौटे [2][77]।") == [("वे गए।", (99,)), ("वे लौटे।", (2, 77))]


def test_every_boundary_of_a_stream_gives_the_same():
    text = "शी ने कहा [1][२]। डॉ. वांग ने 2.5 करोड़ बताए। [1, 3]\n\nXi said so. [2] Mr. Li agreed [1]."
    for at in range(len(text) + 1):
        assert parse(text[:at], text[at:]) == parse(text)
        assert finished(text[:at], text[at:]) == finished(text)
    assert finished(*text) == finished(text)


@given(PIECES)
def test_the_words_since_the_last_sentence_are_the_next_sentence(text):
    said = ""
    for part in sentences(*text):
        if isinstance(part, Words):
            said += part.text
        else:
            assert part.text == said.strip()
            said = ""
    assert not said
    assert "[" not in text or not any("[" in part.text or "]" in part.text for part in sentences(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("शी ने कहा। [1] पुतिन गए। [2]", [("शी ने कहा।", (1,)), ("पुतिन गए।", (2,))]),
        ("शी ने कहा [1]। पुतिन गए [2]।", [("शी ने कहा।", (1,)), ("पुतिन गए।", (2,))]),
        ("शी ने कहा।[1][2]पुतिन गए।", [("शी ने कहा।", (1, 2)), ("पुतिन गए।", ())]),
        ("[1] Xi spoke. Putin left.", [("Xi spoke.", (1,)), ("Putin left.", ())]),
        ("Xi spoke [1] and left [2, 1].", [("Xi spoke and left.", (1, 2))]),
        ("- Xi spoke [1]\n- Putin left [2]", [("- Xi spoke", (1,)), ("- Putin left", (2,))]),
        ("Mr. Xi paid 2.5 crore. [1]", [("Mr. Xi paid 2.5 crore.", (1,))]),
        ("", []),
        ("[1]", []),
    ],
)
def test_a_marker_belongs_to_the_sentence_it_stands_in_or_behind(text, expected):
    assert finished(text) == expected


def test_a_word_can_be_taken_out_before_anyone_sees_it():
    parts = sentences("see evil", ".example ", "now. [1]", clean=lambda word: "" if "evil" in word else word)
    assert parts == [Words("see"), Words(" now."), Finished("see now.", (1,))]


def test_words_are_shown_whole_as_soon_as_the_next_begins():
    stream = SentenceStream(str, 12)
    shown = [list(stream.feed(chunk)) for chunk in ("The riv", "er rose", ". It")]
    assert shown == [[Words("The")], [Words(" river")], [Words(" rose.")]]
