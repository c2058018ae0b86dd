"""How many tokens what a model is given may be, and what fits."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import Assistant
from assistant.generative.prompting import PASSAGE_TOKENS, choose_passages, most_tokens
from index.embedding.e5_weights import load_tokenizer
from index.storage.local import Index

TEXTS = """
शोइगु 12 नवंबर को बीजिंग गए और वहाँ चीन के रक्षा मंत्री से मिले।
ज़ख़्मी पुलिसकर्मियों को अस्पताल में भर्ती कराया गया; डॉ. ठाकुर ने ऑपरेशन किया।
२०२३ में १२,३४,५६७ लोगों ने ₹५,०००-₹१०,००० पाए॥
Shoigu visited Beijing on 12 November, where he met China's defence minister.
Shoigu ne Beijing mein Cheen ke raksha mantri se mulaqat ki, pyaz mehnga kyon hai?
1234567890 9876543210 20231112 14:30:05 3.14159 2-1 6-4
| IND | 9 | 9 | 0 | +2.57 | -> <= >= != {} [] () // ## ** __ ~~
“x” — ‘y’ … ₹5,00,000 €3.2bn ±0.5°C ½ × ¾ → ∞ § • ─│┌┐└┘█▓▒░
😀😃👍🏽👨‍👩‍👧‍👦🇮🇳❤️🔥✅
绍伊古11月12日访问北京，与中国国防部长会晤。北京大學圖書館。
ショイグは北京を訪問し、国防相と会談した。
쇼이구는 베이징을 방문하여 국방장관과 회담했다.
ஷோய்கு நவம்பர் 12 அன்று பெய்ஜிங் சென்றார்.
শোইগু ১২ নভেম্বর বেইজিং যান।
షోయిగు నవంబర్ 12న బీజింగ్ వెళ్లారు
شوئیگو 12 نومبر کو بیجنگ گئے۔
Шойгу посетил Пекин 12 ноября.
Nguyễn Phú Trọng đã gặp Tập Cận Bình tại Hà Nội
𝒜𝓁𝑔𝑒𝒷𝓇𝒶 አማርኛ ខ្មែរ မြန်မာ ไทย
""".strip().splitlines()


@pytest.mark.parametrize("text", TEXTS)
def test_no_text_has_more_tokens_of_the_bundled_tokenizer(text):
    for given_text in (text, text * 9, text.replace(" ", "")):
        assert len(load_tokenizer().encode(given_text, add_special_tokens=False).ids) <= most_tokens(given_text)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60))
def test_it_is_never_more_than_the_bytes_and_for_other_scripts_not_less(text):
    size = len(text.encode())
    assert most_tokens(text) <= size
    if not any("a" <= letter.lower() <= "z" or "\u0900" <= letter <= "\u0dff" or "\ua8e0" <= letter for letter in text):
        assert most_tokens(text) == size


@pytest.mark.parametrize(
    ("text", "tokens"), [("", 0), ("क़िला", 7), ("abc", 2), ("१", 3), ("12 | 3", 6), ("中", 3), ("த", 3), ("🔥", 4)]
)
def test_tokens_are_counted_by_script(text, tokens):
    assert most_tokens(text) == tokens


@pytest.mark.parametrize(
    "sentence",
    [
        "நதி நகரத்தை மூழ்கடித்தது 😀😀😀😀. ",
        "河水淹没了旧城区。",
        "The river rose by 12,345,678 | 90 | 12 | 4.5. ",
        "नदी ने पुराने शहर को डुबो दिया। ",
    ],
)
def test_passages_fit_in_any_script(make_index, fake_embedder, sentence):
    path = make_index({f"{number}.md": f"# River {number}\n\n{sentence * 900}\n" for number in range(8)})
    assistant = Assistant(Index.open(path), fake_embedder, min_confidence=0)
    search = assistant.search("Which town did the river flood?")
    given, texts = choose_passages(replace(search, hits=search.hits * 3))
    assert given and 0 < sum(map(most_tokens, texts)) <= PASSAGE_TOKENS
