import json

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from assistant.question.language import is_romanised_hindi, question_language
from assistant.question.romanised import LONGEST_WORD, Transliterator, asking_where


@pytest.fixture(scope="module")
def transliterator():
    """The bundled model as it is; nothing may add words to it."""
    return Transliterator.load()


# Words


@pytest.mark.parametrize(
    ("roman", "expected"),
    [
        ("kya", "क्या"),
        ("hai", "है"),
        ("bharat", "भारत"),
        ("delhi", "दिल्ली"),
        ("modi", "मोदी"),
        ("rashtrapati", "राष्ट्रपति"),
        ("lucknow", "लखनऊ"),
        ("case", "केस"),
        ("murder", "मर्डर"),
        ("truck", "ट्रक"),
        ("judge", "जज"),
        ("result", "रिजल्ट"),
    ],
)
def test_a_common_word_has_its_usual_spelling(transliterator, roman, expected):
    assert transliterator.word(roman)[0][0] == expected


@pytest.mark.parametrize(
    ("spellings", "expected"),
    [
        (("main", "mein", "me", "men"), "में"),
        (("nahi", "nahin", "nahee", "nhi"), "नहीं"),
        (("kya", "kyaa"), "क्या"),
        (("hua", "huwa"), "हुआ"),
        (("kyon", "kyun", "kyu"), "क्यों"),
        (("kahan", "kahaan"), "कहाँ"),
        (("zyada", "jyada", "zyaada"), "ज्यादा"),
        (("bahut", "bohot", "bahot"), "बहुत"),
        (("baadh", "baarh"), "बाढ़"),
        (("rupaye", "rupees", "rupay"), "रुपये"),
        (("logon", "logo"), "लोगों"),
        (("band", "bandh"), "बंद"),
        (("chota", "chhota"), "छोटा"),
    ],
)
def test_spellings_of_one_word_are_read_alike(transliterator, spellings, expected):
    assert {transliterator.word(spelling)[0][0] for spelling in spellings} == {expected}


@pytest.mark.parametrize(
    ("one", "other"), [("Putin", "putin"), ("PUTIN", "putin"), ("pútin", "putin"), ("nahiiiii", "nahii"), ("don't", "dont")]
)
def test_capitals_accents_apostrophes_and_long_runs_make_no_difference(transliterator, one, other):
    assert transliterator.word(one) == transliterator.word(other) != []


def test_readings_come_best_first_with_the_logarithms_of_probabilities(transliterator):
    readings = transliterator.word("putin", 24)
    scores = [score for _, score in readings]
    assert len(readings) == len({word for word, _ in readings}) > 3
    assert scores == sorted(scores, reverse=True)
    assert all(score <= 0 for score in scores)
    assert transliterator.word("putin", 3) == readings[:3]


@pytest.mark.parametrize("text", ["", "2024", "?!", "पुतिन", "日本", "a" + "bc" * LONGEST_WORD])
def test_what_is_no_latin_word_or_too_long_has_no_reading(transliterator, text):
    assert transliterator.word(text) == []


# Words of the articles


@pytest.mark.parametrize(("roman", "name"), [("shoigu", "शोइगु"), ("shoigu", "शॉयगु"), ("putin", "पुतिन"), ("putin", "पुटीन")])
def test_a_name_in_the_articles_wins_over_its_other_spellings(roman, name):
    transliterator = Transliterator.load()
    transliterator.add_words({name: 40})
    assert transliterator.word(roman)[0][0] == name


def test_a_name_that_the_letters_do_not_spell_is_never_read_into_them():
    transliterator = Transliterator.load()
    transliterator.add_words({"चिनफिंग": 1_000_000})
    assert "चिनफिंग" not in [word for word, _ in transliterator.word("putin", 24)]


def test_putin_is_read_as_the_articles_write_it_and_otherwise_not():
    transliterator = Transliterator.load()
    assert transliterator.sentence("putin ne kya kaha") == "पुटिन ने क्या कहा"
    transliterator.add_words({"पुतिन": 40, "शोइगु": 5})
    assert transliterator.sentence("putin ne kya kaha") == "पुतिन ने क्या कहा"
    assert transliterator.sentence("shoigu ne putin se kya kaha") == "शोइगु ने पुतिन से क्या कहा"


def test_words_added_to_one_transliterator_are_not_in_another():
    changed, other = Transliterator.load(), Transliterator.load()
    before = other.word("putin")
    changed.add_words({"पुतिन": 40})
    assert changed.word("putin") != before == other.word("putin")


def test_adding_no_words_changes_nothing(transliterator):
    before = transliterator.word("putin")
    transliterator.add_words({})
    assert transliterator.word("putin") == before


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("lasalgaon me pyaj kitne ka hai", "lasalgaon में प्याज कितने का है"),
        ("ponnan ko police ne kyu pakda", "ponnan को पुलिस ने क्यों पकड़ा"),
        ("Kulirmai ka Manager kaun hai", "Kulirmai का मैनेजर कौन है"),
    ],
)
def test_a_name_that_the_articles_have_in_latin_letters_alone_stays(typed, read):
    transliterator = Transliterator.load()
    english = {"lasalgaon", "ponnan", "kulirmai", "police", "me", "ka", "ko", "is", "the", "manager"}
    transliterator.add_words({"फ़ोन": 3}, lambda keys: ["फ़ोन"], lambda word: word.lower() in english)
    assert transliterator.sentence(typed) == read


def test_a_name_that_they_have_in_devanagari_too_is_read():
    transliterator = Transliterator.load()
    transliterator.add_words({"लासलगांव": 2}, in_latin=lambda word: True)
    assert transliterator.sentence("lasalgaon me kya hua") == "लासलगांव में क्या हुआ"


# Sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yeh nahi hua", "यह नहीं हुआ"),
        ("bharat ki rajdhani kahan hai?", "भारत की राजधानी कहाँ है?"),
        ("MODI KAHAN GAYE THE", "मोदी कहाँ गए थे"),
        ("Modi kahan gaye the", "मोदी कहाँ गए थे"),
        ("shi ne बीजिंग me kya kaha?", "शी ने बीजिंग में क्या कहा?"),
        ("kya NATO 2024 me badhega?", "क्या NATO 2024 में बढ़ेगा?"),
        ("BRICS kya hai", "BRICS क्या है"),
        ("murder case me judge ne kya kaha", "मर्डर केस में जज ने क्या कहा"),
        ("car ka rate kya hai", "कार का रेट क्या है"),
        ("kisne kya case kiya", "किसने क्या केस किया"),
    ],
)
def test_a_question_is_read_as_a_reader_would(transliterator, text, expected):
    assert transliterator.sentence(text) == expected


@pytest.mark.parametrize(
    "kept", ["2024", "२०२४", "3.5%", "राष्ट्रपति", "…", '"', "(", "NATO", "BRICS", "日本", "😀", "  ", "\n", "—"]
)
def test_digits_marks_other_scripts_and_acronyms_stay_as_they_are(transliterator, kept):
    assert transliterator.sentence(f"modi ne {kept} kaha") == f"मोदी ने {kept} कहा"


@pytest.mark.parametrize("text", ["", " ", "2024", "पुतिन ने क्या कहा?", "😀 — 日本"])
def test_a_text_without_latin_letters_is_given_back(transliterator, text):
    assert transliterator.sentence(text) == text


def test_words_that_the_model_cannot_read_stay_in_place(transliterator):
    long = "ab" * LONGEST_WORD
    assert transliterator.sentence(f"yeh {long} kya hai") == f"यह {long} क्या है"


@examples(max_examples=150)
@given(st.text())
def test_any_text_is_read_the_same_twice_and_keeps_all_that_is_not_latin(transliterator, text):
    read = transliterator.sentence(text)
    assert read == transliterator.sentence(text)
    kept = [character for character in text if character.isdecimal() or "\u0904" <= character <= "\u0939"]
    rest = iter(read)
    assert all(character in rest for character in kept)


@examples(max_examples=100)
@given(st.text(alphabet="abcdeghiknoprstuvy AEKZéßſÿ'’2.?-\u0301कि"))
def test_any_mixture_of_letters_and_marks_is_read_word_by_word(transliterator, text):
    assert transliterator.sentence(text).split(" ") != []
    assert transliterator.sentence(text).count(" ") == text.count(" ")
    assert transliterator.sentence(text).count("2") == text.count("2")


def test_a_transliterator_that_has_read_much_reads_as_a_new_one():
    used, words = Transliterator.load(), ["putin", "shoigu", "kahan", "nahin", "qxz"]
    for number in range(300):
        used.word(chr(97 + number % 26) + words[number % 5])
    fresh = Transliterator.load()
    assert [used.word(word) for word in words] == [fresh.word(word) for word in words]


# Which questions are read so


@pytest.mark.parametrize(
    "text",
    [
        *("kya hua", "kahan", "Kaun?", "kab", "hai", "Modi ne kya kaha", "Putin kaun hai", "desh ki rajdhani", "NATO KYA HAI"),
        *("bird flu virus ka naam", "aaj petrol ka rate", "sare article dikhao", "bird flu ki khabre dikhao", "chunav result"),
    ],
)
def test_a_short_question_in_hindi_is_known(text):
    assert is_romanised_hindi(text)
    assert question_language(text) == "hi"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024",
        "main",
        "What is it?",
        "Who?",
        "Ban Ki-moon",
        "Who is the main man?",
        "Delhi",
        "the hue of it",
        "Bird flu virus name",
        "Police log of the raid",
        "कहाँ",
        "मोदी kya",
    ],
)
def test_a_short_question_in_english_or_in_devanagari_is_not(text):
    assert not is_romanised_hindi(text)


@pytest.mark.parametrize("name", ["xquad", "xquadin"])
def test_no_english_question_is_taken_for_hindi(eval_data, name):
    lines = (eval_data / f"{name}.en.questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines]
    assert len(questions) > 200
    assert [question for question in questions if is_romanised_hindi(question)] == []


def test_most_hindi_sentences_in_latin_letters_are_known(eval_data):
    lines = (eval_data / "hiwiki.roman_sentences.dev.jsonl").read_text(encoding="utf-8").splitlines()
    known = [is_romanised_hindi(json.loads(line)["roman"]) for line in lines]
    assert len(known) > 1000
    assert sum(known) / len(known) >= 0.85


def test_most_words_of_sentences_in_latin_letters_are_read_as_their_writers_meant(eval_data, transliterator):
    lines = (eval_data / "hiwiki.roman_sentences.dev.jsonl").read_text(encoding="utf-8").splitlines()[:100]
    right = total = 0
    for pair in map(json.loads, lines):
        read, meant = transliterator.sentence(pair["roman"]).split(), pair["native"].split()
        if len(read) == len(meant):
            right += sum(one == other for one, other in zip(read, meant, strict=True))
            total += len(meant)
    assert total > 500
    assert right / total > 0.75


@pytest.mark.parametrize(
    "question",
    [
        "bird flu kaha faila",
        "Taj Mahal kaha hai?",
        "Kaha par hai Taj Mahal?",
        "putin kaha gaye the",
        "putin se milne kaha gaye modi",
        "modi ne hamla kaha kiya",
        "kisan kaha gaye",
    ],
)
def test_kaha_that_asks_for_a_place_is_where(question):
    assert "kahan" in asking_where(question).split()


@pytest.mark.parametrize(
    "question",
    [
        "shi ne putin se kya kaha",
        "modi ne kaha kya",
        "modi ne yeh kaha hai",
        "mantri ne kaha ki pul khulega",
        "mantri ne kaha ki pul kab khulega",
        "kaha jata hai ki ganga pavitra hai",
        "report me kaha gaya hai",
        "yeh kisne kaha",
        "usne kaha",
        "kaha",
    ],
)
def test_kaha_that_was_said_stays(question):
    assert asking_where(question) == question
