import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.phonetics import phonetic_key

NAMES = """
Putin पुतिन · Shoigu शोइगु · Xi शी · Jinping जिनपिंग · Wang वांग · Yi यी · Beijing बीजिंग · China चीन · Modi मोदी · Delhi दिल्ली
Gandhi गांधी · Nehru नेहरू · Moscow मॉस्को · Trump ट्रंप · Biden बाइडेन · Oxford ऑक्सफोर्ड · Lavrov लावरोव · Europe यूरोप
Zelensky ज़ेलेंस्की · Bihar बिहार · Kolkata कोलकाता · Iran ईरान · Ahmed अहमद · Hamas हमास · Chaudhary चौधरी · Yogi योगी
Washington वाशिंगटन · Victoria विक्टोरिया · Luther लूथर · Lakshman लक्ष्मण · Krishna कृष्ण
"""


@pytest.mark.parametrize("name", [name.split() for line in NAMES.strip().splitlines() for name in line.split(" · ")], ids=str)
def test_a_name_has_one_key_in_both_scripts(name):
    latin, devanagari = name
    assert phonetic_key(latin) == phonetic_key(devanagari) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("lakshmi", "laxmi"), ("chaudhary", "chaudhri"), ("kejriwal", "kejrival"), ("ज़रूरत", "जरूरत"), ("पटना", "पटऩा")],
)
def test_spellings_that_vary_in_typed_hindi_share_a_key(one, other):
    assert phonetic_key(one) == phonetic_key(other)


@pytest.mark.parametrize(("one", "other"), [("Modi", "मीडिया"), ("Delhi", "दल"), ("Xi", "सो"), ("Iran", "इराक")])
def test_words_that_sound_different_have_different_keys(one, other):
    assert phonetic_key(one) != phonetic_key(other)


@pytest.mark.parametrize("text", ["", "،", "漢字", "२०"])
def test_what_is_in_neither_script_has_no_key_in_letters(text):
    assert not any(letter in phonetic_key(text) for letter in "abcdefghijklmnopqrstuvwxyz")


@given(st.text())
def test_any_text_has_a_key(text):
    assert isinstance(phonetic_key(text), str)
