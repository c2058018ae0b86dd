import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quality.sentences import ours, paragraphs, score

from index.text.sentences import split_sentences

HINDI_PARTS = "क ख़ ज़ क्षि त्रा ं ः ँ ् ़ ा ि ी ५ ० श्री डॉ रु है किया उन्होंने \u200c \u200d".split(" ")
ENGLISH_PARTS = "a B the The U.S Mr Dr 5 3.14 p.m et Leave É".split(" ")
MARKS = [
    "।",
    "॥",
    ".",
    "...",
    "…",
    "?",
    "!",
    ",",
    '"',
    "“",
    "”",
    "'",
    ")",
    "(",
    " ",
    "  ",
    "\n",
    "\r\n",
    "\t",
    "\u2028",
    "\u00a0",
]

mixed_texts = st.lists(st.sampled_from([*HINDI_PARTS, *ENGLISH_PARTS, *MARKS, *MARKS]), max_size=60).map("".join)
any_texts = st.text(max_size=120) | mixed_texts

WHOLE_SENTENCES = [
    "बीजिंग में दोनों नेता मिले।",
    "क्या वे आएँगे?",
    "उन्होंने ₹२.५ लाख दिए!",
    "डॉ. शर्मा ने श्री वर्मा से बात की।",
    'उसने कहा, "हम जाएँगे।"',
    "यह ज़रूरी था.",
    "The talks ended on Friday.",
    "Mr. Smith paid 3.14 dollars!",
    "“Will they come?”",
    "Baithak Dilli mein hui.",
]


def sentences(text):
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize("mark", ["।", "॥", "?", "!", "？", "！", "۔", "।।", "!!", "?!"])
def test_a_hindi_sentence_ends_at_its_mark(mark):
    assert sentences(f"पहली बैठक हुई{mark} दूसरी बैठक कल है।") == [f"पहली बैठक हुई{mark}", "दूसरी बैठक कल है।"]


@pytest.mark.parametrize("mark", ["।", "॥", "۔"])
def test_a_danda_ends_a_sentence_even_before_a_small_latin_letter(mark):
    assert sentences(f"पहला फ़ोन बिका{mark} iPhone भी बिका।") == [f"पहला फ़ोन बिका{mark}", "iPhone भी बिका।"]


@pytest.mark.parametrize("mark", [".", "?", "!", "...", "…"])
def test_an_english_sentence_ends_at_its_mark(mark):
    assert sentences(f"The talks ended{mark} Nobody signed.") == [f"The talks ended{mark}", "Nobody signed."]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("उन्होंने समझौता किया.", "उन्होंने कहा कि यह अच्छा है."),
        ("यह ज़रूरी है.", "वे कल आएँगे."),
        ("वर्ष २०२४ में १२ लोग आए.", "सब लौट गए."),
        ("कीमत 500 रुपये है.", "कल यह बढ़ेगी."),
        ("वह घर में है .", "वह सो रहा है ."),
    ],
)
def test_a_full_stop_ends_a_hindi_sentence(first, second):
    assert sentences(f"{first} {second}") == [first, second]


@pytest.mark.parametrize("text", ["वह गया।वह आया।", "वह गया?वह आया।", "उसने किया.वह आया।", "वह रहा है.वह आया।", "वह गई!वह आया।"])
def test_a_mark_without_a_space_behind_it_ends_a_hindi_sentence(text):
    assert len(sentences(text)) == 2
    assert sentences(text)[1] == "वह आया।"


@pytest.mark.parametrize("text", ["See www.example.com today.", "Write to office@example.in now.", "देखें समाचार.कॉम आज।"])
def test_a_full_stop_within_an_address_ends_nothing(text):
    assert sentences(text) == [text]


@pytest.mark.parametrize("word", "डॉ. श्री. श्रीमती. प्रो. रु. पं. स्व. मो. कु. सर्वश्री.".split())
def test_a_full_stop_after_a_hindi_abbreviation_does_not_end_a_sentence(word):
    assert sentences(f"कल {word} शर्मा आए। वे लौट गए।") == [f"कल {word} शर्मा आए।", "वे लौट गए।"]


@pytest.mark.parametrize("word", "Mr. Mrs. Dr. Prof. Gen. Sgt. Sen. Shri. Smt. vs. Rev. Lt.".split())
def test_a_full_stop_after_an_english_abbreviation_does_not_end_a_sentence(word):
    assert sentences(f"We saw {word} Sharma. They left.") == [f"We saw {word} Sharma.", "They left."]


@pytest.mark.parametrize(
    "text",
    [
        "J. R. R. Tolkien wrote it.",
        "The speaker was A. P. J. Abdul Kalam.",
        "K.R. Narayanan spoke.",
        "ए. पी. जे. अब्दुल कलाम राष्ट्रपति थे।",
        "एम. के. गांधी ने कहा।",
        "वह एम.ए. पास है।",
        "आई. ए. एस. अधिकारी आए।",
        "डब्ल्यू. एच. ओ. ने चेतावनी दी।",
    ],
)
def test_a_full_stop_after_an_initial_does_not_end_a_sentence(text):
    assert sentences(text) == [text]


def test_a_word_that_also_names_a_letter_ends_a_sentence_on_its_own():
    assert sentences("चिट्ठी कल आई. वह खुश है.") == ["चिट्ठी कल आई.", "वह खुश है."]
    assert sentences("उसने चाय पी. वह सो गया.") == ["उसने चाय पी.", "वह सो गया."]


@pytest.mark.parametrize(
    "text", ["कीमत 3.14 रुपये है।", "दर २.५ प्रतिशत है।", "It grew by 2.5 percent.", "Version 2.0.1 is out.", "The .5 mark was hit."]
)
def test_a_decimal_point_does_not_end_a_sentence(text):
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. sent troops.", ["The U.S. sent troops."]),
        ("They left the U.S. The army stayed.", ["They left the U.S.", "The army stayed."]),
        ("It opens at 5 a.m. on Monday.", ["It opens at 5 a.m. on Monday."]),
        ("It shuts at 6 p.m. She stayed.", ["It shuts at 6 p.m.", "She stayed."]),
        ("He works at Apple Inc. in Delhi.", ["He works at Apple Inc. in Delhi."]),
        ("He left Apple Inc. He is old.", ["He left Apple Inc.", "He is old."]),
    ],
)
def test_an_abbreviation_that_may_close_a_sentence_does_so_before_a_word_that_starts_one(text, expected):
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No. 5 is alive. He said no. Then he left.", ["No. 5 is alive.", "He said no.", "Then he left."]),
        ("See Fig. 3 for it. The rest follows.", ["See Fig. 3 for it.", "The rest follows."]),
        ("जन. 2024 में हुआ। वे गए।", ["जन. 2024 में हुआ।", "वे गए।"]),
        ("सं. ५ देखें। वे गए।", ["सं. ५ देखें।", "वे गए।"]),
    ],
)
def test_an_abbreviation_for_numbers_goes_on_before_a_number_alone(text, expected):
    assert sentences(text) == expected


@pytest.mark.parametrize("number", ["1.", "12.", "१.", "१२.", "(3.", "a.", "क."])
def test_a_list_number_stays_with_its_point(number):
    assert sentences(f"{number} First point. Another.")[0] == f"{number} First point."
    assert sentences(f"पहले।\n{number} दूसरी बात।") == ["पहले।", f"{number} दूसरी बात।"]


@pytest.mark.parametrize("closing", ['"', "”", "’", "'", ")", "]", "»", '")'])
def test_quotes_and_brackets_that_close_behind_the_mark_belong_to_the_sentence(closing):
    assert sentences(f"उसने कहा हम जाएँगे।{closing} फिर वे गए।") == [f"उसने कहा हम जाएँगे।{closing}", "फिर वे गए।"]
    assert sentences(f"He said we go.{closing} Then he left.") == [f"He said we go.{closing}", "Then he left."]


def test_a_question_that_is_quoted_within_a_sentence_does_not_end_it():
    assert sentences("“Really?” he asked. She nodded.") == ["“Really?” he asked.", "She nodded."]


@pytest.mark.parametrize("dots", ["...", "…", "...."])
def test_an_ellipsis_before_a_small_letter_or_hindi_goes_on(dots):
    assert sentences(f"He waited{dots} and left.") == [f"He waited{dots} and left."]
    assert sentences(f"वह रुका{dots} फिर चला गया।") == [f"वह रुका{dots} फिर चला गया।"]


@pytest.mark.parametrize("line_break", ["\n", "\n\n", "\r\n", "\u2028", "\n \n"])
def test_a_line_break_ends_a_sentence(line_break):
    assert sentences(f"पहली पंक्ति{line_break}Second line") == ["पहली पंक्ति", "Second line"]


@pytest.mark.parametrize("stray", ["”", '"', "...", "—", "। ।"])
def test_marks_without_a_word_join_the_sentence_before_them(stray):
    assert sentences(f"सीमा को बदल दें। {stray}") == [f"सीमा को बदल दें। {stray}"]


def test_latin_letter_hindi_splits_as_english_does():
    assert sentences("Main ghar gaya. Phir so gaya! Kya hua?") == ["Main ghar gaya.", "Phir so gaya!", "Kya hua?"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_nukta_and_joiners_do_not_disturb_the_spans(form):
    first, second = (unicodedata.normalize(form, text) for text in ("ज़्यादा क्‍षमा, नमस्‌ते और ढूँढ़ना है.", "वे बढ़े।"))
    assert sentences(f"{first} {second}") == [first, second]


@pytest.mark.parametrize("text", ["", " ", "\n\n\t", "\u00a0\u2028"])
def test_white_space_holds_no_sentence(text):
    assert split_sentences(text) == []


@given(st.lists(st.sampled_from(WHOLE_SENTENCES), min_size=1, max_size=12))
def test_sentences_that_were_joined_come_apart_again(parts):
    assert sentences(" ".join(parts)) == parts


@given(any_texts)
def test_spans_are_in_order_apart_from_each_other_and_trimmed(text):
    behind = 0
    for start, end in split_sentences(text):
        assert behind <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        behind = end


@given(any_texts)
def test_every_character_besides_white_space_is_in_exactly_one_sentence(text):
    covered = [position for start, end in split_sentences(text) for position in range(start, end)]
    assert len(covered) == len(set(covered))
    assert {position for position, character in enumerate(text) if not character.isspace()} <= set(covered)


@given(any_texts)
def test_no_sentence_holds_a_line_break(text):
    assert not any("\n" in sentence for sentence in sentences(text))


@pytest.mark.parametrize(
    "text",
    [
        "Apex Agro Pvt. Ltd. has sued the Govt. of Kerala.",
        "Lt. Gen. A. K. Rao (Retd.) and Brig. Mann spoke.",
        "Wg Cdr. Rao and Sqn. Ldr. Das flew.",
        "Asst. Commissioner Menon met Addl. Judge Bose and Adv. Farah Khan.",
        "Dy. Supt. Lal arrested Md. Rafiq and Mohd. Salim.",
        "Er. Sunil Verma and Fr. Joseph Kurian met Smt. Kamala Devi.",
        "जि. प. अध्यक्ष ने मा. मुख्यमंत्री को पत्र लिखा।",
        "ले. जनरल शर्मा (सेवानि.) ने इंजी. वर्मा से बात की।",
        "म. प्र. और उ. प्र. में अनु. जाति आयोग के दफ़्तर हैं।",
        "पं. ज. ला. नेहरू और स्व. बा. गं. तिलक याद किए गए।",
        "अ. भा. कांग्रेस समिति ने प्र. मंत्री से समय माँगा।",
        "अति. पुलिस अधीक्षक, सहा. आयुक्त और कार्य. अभियंता आए।",
        "सं. रा. संघ, हि. प्र. और द. कोरिया की बैठक टली।",
        "मु. पो. रामपुर, तह. सदर के किसान मिले.",
        "प्लॉट नं. 7 और कं. के नोटिस पर बात हुई.",
        "वह बी. एससी. और पीएच. डी. कर चुकी है।",
        "Hav. Gopal Singh, Nk. Ghadge and Air Cmde. Mehar Singh fought.",
        "Vehicles with regn. no. MH-12 and the Mfg. Assn. of Pune were named.",
        '"कब?" पत्रकार ने पूछा।',
        '"हम जीतेंगे।" मंत्री ने कहा।',
    ],
)
def test_titles_firms_and_initials_end_no_sentence(text):
    assert len(split_sentences(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "She works for Wipro Ltd. They pay well.",
        "The clinic is run by an MD. He trained in Pune.",
        "वह आया है. म. गांधी मार्ग बंद है.",
        "सरकार ने कहा. राष्ट्रपति ने सुना.",
        "काम हो गया. प्रधानमंत्री लौटे.",
        "वह आया न. सब ख़ुश हुए.",
        "बैठक हुई. मंत्री आए।",
        "बच्चे खुश हैं. नल में पानी आया।",
        "सेना ने उसे मार डाला. फिर युद्ध थमा।",
        "He runs a TV. They watch.",
        "We walked by. They waved.",
        '"कब?" सब चुप रहे।',
        "2. Pour in water. a) Sign the form.",
    ],
)
def test_the_same_words_may_end_one(text):
    assert len(split_sentences(text)) == 2


@pytest.mark.parametrize(("language", "precision", "recall"), [("hi", 0.98, 0.98), ("en", 0.98, 0.98)])
def test_sentence_ends_are_those_of_the_gold(language, precision, recall):
    assert sum(len(ends) for _, ends in paragraphs(language)) >= 300
    found, missed = score(language, ours)
    assert found >= precision and missed >= recall
