import textwrap
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.reading.cleaning import clean
from index.text.headline import derived_title, embedding_context
from index.text.normalise import normalise

LEAD = "राष्ट्रपति शी जिनपिंग ने गुरुवार को पुतिन से फ़ोन पर बात की।"
REST = "दोनों नेताओं ने व्यापार पर चर्चा की और अगले महीने मिलने का निर्णय लिया।"

FURNITURE = """
Leave a Reply
Leave a comment
Post Comment
Leave a Reply Cancel Reply
Your email address will not be published. Required fields are marked *
Required fields are marked *
Save my name, email, and website in this browser for the next time I comment.
आपका ईमेल पता प्रकाशित नहीं किया जाएगा।
आवश्यक फ़ील्ड चिह्नित हैं *
Name *
E-mail *
इसे भी पढ़ें: जयशंकर ने रूस में दिया चैलेंज
यह भी पढ़ें - चीन का नया दौर
ये भी देखें: वीडियो
और पढ़ें
अधिक खबरें...
Also Read: Xi calls Putin
READ ALSO: Xi calls Putin
Also read
Read more...
Related Articles
Recommended
[विज्ञापन_2]
विज्ञापन
ADVERTISEMENT
Advertisement 3
Ad
टिप्पणी (0)
टिप्पणियाँ (12)
0 Comments
Comments: 3
अपनी टिप्पणी दें
प्रतिक्रिया लिखें
Share
Share this:
शेयर करें
Follow us on Twitter
WhatsApp
Print
Tags: चीन, रूस
टैग: चीन
Filed under: World
Subscribe to our newsletter
Sign up for our daily newsletter
हमें Facebook पर फॉलो करें
हमारे चैनल को सब्सक्राइब करें
©2026 Agnibaan , All Rights Reserved
Copyright © 2026
(c) 2024 ANI
सर्वाधिकार सुरक्षित
.
* * *
-----
""".strip().split("\n")

# Sentences of a report with the words of the furniture above.
REPORTED = """
The manual ends with the words "Leave a Reply", the court noted.
The form said that your email address will not be published.
विज्ञापन पर रोक लगाने का आदेश दिया गया।
मंत्री ने टिप्पणी करने से इनकार किया।
टिप्पणी करने से मंत्री ने इनकार किया।
Comments were made by the president on Friday.
Read more books, the minister told the children.
यह भी देखें कि चुनाव में क्या हुआ, उन्होंने कहा।
इसे भी पढ़ें और समझें, शिक्षक ने बच्चों से कहा।
Share prices fell on Friday in Mumbai.
Followers of the party gathered in Delhi.
Print newspapers lost a tenth of their readers.
Related crimes were tried in the same court.
Ad spending grew by 3.5 percent in 2024.
उन्होंने कहा कि तस्वीर शेयर करें तो स्रोत बताएँ।
The newsletter of the ministry names twelve dams.
किताब और पढ़ें, यह सलाह दी गई।
WhatsApp was fined by the commission.
""".strip().split("\n")

SEED_FURNITURE = [
    "Leave a Reply",
    "Your email address",
    "इसे भी पढ़ें",
    "[विज्ञापन_2]",
    "टिप्पणी (0)",
    "All Rights Reserved",
    "स्रोत:",
    "©",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_a_line_of_furniture_is_dropped(line):
    assert clean(f"{LEAD}\n{line}\n{REST}").text == f"{LEAD}\n{REST}"


@pytest.mark.parametrize("line", FURNITURE)
def test_a_page_of_nothing_but_furniture_has_no_text(line):
    assert clean(f"\n{line}\n\n{line}\n").text == ""


@pytest.mark.parametrize("sentence", REPORTED)
def test_a_reported_sentence_with_the_words_of_furniture_stays(sentence):
    assert clean(f"{LEAD}\n{sentence}\n{REST}").text == f"{LEAD}\n{sentence}\n{REST}"


@pytest.mark.parametrize("line", ["इसे भी पढ़ें: चीन", "आवश्यक फ़ील्ड चिह्नित हैं *", "और पढ़ें"])
@pytest.mark.parametrize("form", ["composed", "decomposed"])
def test_furniture_is_known_however_its_nukta_is_encoded(line, form):
    decomposed = unicodedata.normalize("NFD", line)
    written = decomposed.replace("ढ\u093c", "\u095d").replace("फ\u093c", "\u095e") if form == "composed" else decomposed
    assert clean(f"{LEAD}\n{written}\n{REST}").text == f"{LEAD}\n{REST}"


@pytest.mark.parametrize("number", range(5))
def test_a_seed_article_keeps_its_report_and_nothing_else(seeds, number):
    raw = sorted(seeds.glob("*.txt"))[number].read_text(encoding="utf-8")
    cleaned = clean(raw)
    assert not [words for words in SEED_FURNITURE if words in cleaned.text]
    raw_lines = {line.strip() for line in unicodedata.normalize("NFC", raw).split("\n")}
    assert [line for line in cleaned.text.split("\n") if line and line not in raw_lines] == []
    reports = [line for line in raw_lines if len(line) > 150 and "…" not in line]
    assert len(reports) > 2
    assert [line for line in reports if line not in cleaned.text] == []


def test_the_repeated_leads_of_the_seeds_are_there_once(seeds):
    texts = [clean(path.read_text(encoding="utf-8")).text for path in sorted(seeds.glob("*.txt"))]
    assert texts[0].count("बीजिंग: चीन के राष्ट्रपति शी जिनपिंग ने गुरुवार को") == 1
    assert "राज्य प्रसारक सीसीटीवी …" not in texts[0]
    assert "Kremlin: Xi helps" not in texts[3]
    assert texts[3].startswith("MOSCOW – चीनी राष्ट्रपति")
    assert texts[3].endswith("चीन-रूस संबंध।”")


def test_the_headline_of_a_seed_is_its_title_and_its_source_line_its_address(seeds):
    cleaned = [clean(path.read_text(encoding="utf-8")) for path in sorted(seeds.glob("*.txt"))]
    assert cleaned[3].title == "Kremlin: Xi helps Putin's pursuit of ensures from West"
    assert cleaned[1].title.startswith("चीन के राष्ट्रपति शी जिनपिंग और रूसी राष्ट्रपति")
    assert (cleaned[2].url or "").startswith("https://thanhnien.vn/nga-trung-quoc")
    assert [each.url for each in cleaned if each.url] == [cleaned[2].url]


def test_a_short_first_line_set_apart_is_the_title_and_leaves_the_text():
    cleaned = clean(f"शी ने पुतिन से बात की\n\n{LEAD} {REST}")
    assert (cleaned.title, cleaned.text) == ("शी ने पुतिन से बात की", f"{LEAD} {REST}")


@pytest.mark.parametrize("first", ["यह एक वाक्य है।", "Is it a question?", "शब्द " * 40])
def test_a_first_line_that_is_a_sentence_or_long_is_no_title(first):
    assert clean(f"{first}\n\n{LEAD} {REST}").text == f"{first.strip()}\n\n{LEAD} {REST}"


def test_a_given_title_is_taken_and_its_repetition_dropped():
    cleaned = clean(f"शी ने “बात” की\n\n{LEAD}", title=' शी ने  "बात" की ')
    assert (cleaned.title, cleaned.text) == ('शी ने "बात" की', LEAD)


def test_a_title_is_derived_from_the_first_sentence_of_some_length():
    assert derived_title("डेस्क। चीन और रूस के नेताओं ने आज बात की। और भी।") == "चीन और रूस के नेताओं ने आज बात की।"
    assert derived_title("डेस्क।") == "डेस्क।"
    assert derived_title("") == ""


def test_a_derived_title_is_cut_between_words():
    title = derived_title("राष्ट्रपति ने " * 30)
    assert title.endswith("…") and len(title) <= 91
    assert set(title.rstrip("…").split()) == {"राष्ट्रपति", "ने"}


def test_a_derived_title_of_one_endless_word_is_cut_between_grapheme_clusters():
    assert derived_title("क्षि" * 100) == "क्षि" * 25 + "…"


def test_a_headline_is_the_context_of_what_is_embedded_and_a_derived_title_is_not():
    assert embedding_context("शी की यात्रा", f"{LEAD} {REST}").startswith("शी की यात्रा")
    assert embedding_context(derived_title(LEAD), LEAD) == ""


@pytest.mark.parametrize("excerpt", [LEAD, f"{LEAD} {REST[:30]} …", f"{LEAD} {REST[:30]}...", f"{LEAD} {REST[:30]} […]"])
def test_a_lead_that_the_article_repeats_is_dropped(excerpt):
    assert clean(f"{excerpt}\n{LEAD} {REST}").text == f"{LEAD} {REST}"


def test_a_lead_that_says_more_than_its_repetition_stays():
    text = f"{LEAD} पर कोई बयान नहीं आया।\n{LEAD} {REST}"
    assert clean(text).text == text


@pytest.mark.parametrize(
    ("line", "source", "url"),
    [
        ("स्रोत: https://example.com/news/1", None, "https://example.com/news/1"),
        ("Source: PTI", "PTI", None),
        ("साभार: दैनिक भास्कर", "दैनिक भास्कर", None),
        ("स्त्रोत : एएनआई", "एएनआई", None),
    ],
)
def test_a_source_line_becomes_the_source_or_the_address(line, source, url):
    cleaned = clean(f"{LEAD}\n{line}")
    assert (cleaned.text, cleaned.source, cleaned.url) == (LEAD, source, url)


def test_a_long_line_that_begins_as_a_source_line_does_stays():
    line = "Source: the minister, who spoke at length about the dam, the river and the farmers, gave no name."
    assert line in clean(f"{LEAD}\n{line}").text


@pytest.mark.parametrize(
    "paragraph",
    [
        "The leaders of both countries met in the capital on Monday and talked for two hours about trade and energy, "
        "which grew by a third in the last year, and about the war.",
        "दोनों देशों के नेता सोमवार को राजधानी में मिले और उन्होंने दो घंटे तक व्यापार और ऊर्जा पर बात की जो पिछले वर्ष एक तिहाई बढ़ा है और "
        "युद्ध पर भी चर्चा की जिसका अंत अभी दिखाई नहीं देता।",
    ],
)
def test_lines_of_a_fixed_width_are_joined_to_their_paragraph(paragraph):
    wrapped = "\n".join(textwrap.wrap(paragraph, 60))
    assert wrapped.count("\n") >= 2
    assert clean(f"{wrapped}\n\n{REST}", title="बैठक").text == f"{paragraph}\n\n{REST}"


def test_lines_that_are_paragraphs_are_not_joined():
    text = f"{LEAD}\n{REST}\n{LEAD[:-1]} और\nसमाप्त।"
    assert clean(text, title="बैठक").text == text


def test_lines_of_different_lengths_are_not_joined():
    text = "पहला शीर्षक जो पूरी पंक्ति जितना लंबा है और यहाँ समाप्त\nछोटा शीर्षक\nतीसरा शीर्षक जो पूरी पंक्ति जितना लंबा है और यहाँ समाप्त"
    assert clean(text, title="बैठक").text == text


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2028", "\u0085", "\v", "\f"])
def test_every_kind_of_line_break_is_one(line_break):
    assert clean(f"{LEAD}{line_break}टिप्पणी (0){line_break}{REST}").text == f"{LEAD}\n{REST}"


def test_text_becomes_nfc():
    assert clean("cafe\u0301 में बैठक हुई।").text == "café में बैठक हुई।"
    assert clean("\u095b\u0930\u0942\u0930\u0940 बैठक हुई।").text == "ज\u093cरूरी बैठक हुई।"


@pytest.mark.parametrize("word", ["क्\u200dष", "नमस्\u200cते", "श्री\u200dमान", "👨\u200d👩\u200d👧"])
def test_joiners_stay_where_spelling_needs_them(word):
    assert clean(f"यह {word} है।").text == f"यह {word} है।"


@pytest.mark.parametrize(
    "noise", "\ufeff \u200b \u2060 \u00ad \u200e \u200f \u202a \u202e \u2066 \u2069 \x00 \x1b \x7f".split(" ")
)
def test_invisible_noise_and_direction_overrides_are_removed(noise):
    assert clean(f"{noise}शी ने{noise} बात की।{noise}").text == "शी ने बात की।"


@pytest.mark.parametrize("space", ["\t", "\u00a0", "\u2003", "\u3000"])
def test_every_kind_of_space_is_a_plain_one(space):
    assert clean(f"शी{space}ने बात की।").text == "शी ने बात की।"


def test_half_a_surrogate_pair_is_removed():
    assert normalise("शी\ud83d ने") == "शी ने"


@pytest.mark.parametrize("raw", ["", " \n\t", "\u200b\ufeff"])
def test_nothing_is_cleaned_to_nothing(raw):
    cleaned = clean(raw)
    assert (cleaned.title, cleaned.text) == ("", "")


@given(st.text())
def test_normalising_twice_is_normalising_once(raw):
    once = normalise(raw)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)


# Short lines and sentences: dropping one of them never makes the others look broken at a fixed width.
report_lines = st.sampled_from([*FURNITURE, LEAD, REST, *REPORTED, "बैठक", "", "Source: PTI", f"{LEAD} …", "“नेता”"])


@given(st.lists(report_lines, max_size=10).map("\n".join))
def test_cleaning_twice_is_cleaning_once(raw):
    once = clean(raw, title="शीर्षक").text
    assert clean(once, title="शीर्षक").text == once


@given(st.lists(report_lines | st.text(max_size=30), max_size=8).map("\n".join))
def test_cleaning_adds_no_words(raw):
    assert set(clean(raw, title="शीर्षक").text.split()) <= set(normalise(raw).split())
