import unicodedata

import pytest

from index.reading.legacy_fonts import convert, convert_text, detect, font_of

KRUTIDEV, WALKMAN = font_of("Kruti Dev 010"), font_of("Walkman-Chanakya-905")
# Keys and what they show: half letters and the stroke, the short i before one letter and before three, the reph over a
# letter, over its sign and beside a nasal, conjuncts on one key, nuktas, figures and marks.
WORDS = [
    ("gS", "है"),
    ("esa", "में"),
    ("vkSj", "और"),
    ("ugha", "नहीं"),
    ("mUgksaus", "उन्होंने"),
    ("'kfDr", "शक्ति"),
    ("fLFkfr", "स्थिति"),
    ("fo|kFkhZ", "विद्यार्थी"),
    ("iz/kkuea=h", "प्रधानमंत्री"),
    ('jk"Vªifr', "राष्ट्रपति"),
    ("dk;ZØe", "कार्यक्रम"),
    ("loksZPp", "सर्वोच्च"),
    ("LoPNrk", "स्वच्छता"),
    ("f'k{kk", "शिक्षा"),
    ("Kku", "ज्ञान"),
    ("Jh", "श्री"),
    ("yM+dk", "लड़का"),
    ("i<+uk", "पढ़ना"),
    ("Qly", "फसल"),
    ("#i;s", "रुपये"),
    ('dks"k', "कोष"),
    ("vkS|ksfxd", "औद्योगिक"),
    ("vkWfQl", "ऑफिस"),
    ("tk,¡", "जाएँ"),
    ("cq)", "बुद्ध"),
    ("gksxkA", "होगा।"),
    ("^jke* ls", "‘राम’ से"),
    ("ƒ„…", "१२३"),
    ("/keZ", "धर्म"),
    ('_f"k', "ऋषि"),
]
HOOKED = [
    ("osQ", "के"),
    ("dks", "को"),
    ("oqQN", "कुछ"),
    ("lkiQ", "साफ"),
    ("iQly", "फसल"),
    ("è;ku", "ध्यान"),
    ("fo|k£Fk;ksa", "विद्यार्थियों"),
    ("mQtkZ", "ऊर्जा"),
    ("iz/ku", "प्रधान"),
    ('jk"Vª', "राष्ट्र"),
]
PROSE = (
    "mÙkj izns'k ljdkj us dgk gS fd xUus dk ewY; 400 #i;s izfr fDoaVy gksxkA ;g fu.kZ; eq[;ea=h dh cSBd esa fy;k x;k vkSj "
    "fdlkuksa us bldk Lokxr fd;k gSA"
)
ENGLISH = (
    "The state electricity board said on Tuesday that it would replace 4,200 old transformers in the hill districts, and that "
    "the work is to begin before the winter sets in, as it did for us in 2019."
)
ROMAN = "mujhe nahi pata ki ye kaam kab hoga aur kaun karega, par mai kal tak bata dunga ki kya hua hai aur kaise"


def nfc(text):
    return unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(("keys", "shown"), WORDS)
def test_keys_of_krutidev_show_their_words(keys, shown):
    assert nfc(convert(keys, KRUTIDEV)) == nfc(shown)


@pytest.mark.parametrize(("keys", "shown"), HOOKED)
def test_keys_of_walkman_chanakya_show_their_words(keys, shown):
    assert nfc(convert(keys, WALKMAN)) == nfc(shown)


@pytest.mark.parametrize(
    ("name", "font"),
    [
        ("Kruti Dev 010", "KrutiDev"),
        ("KRUTIDEV010", "KrutiDev"),
        ("DevLys 010", "KrutiDev"),
        ("Walkman-Chanakya905", "Walkman-Chanakya"),
        ("Mangal", None),
        ("Nirmala UI", None),
        ("", None),
    ],
)
def test_fonts_are_known_by_their_names(name, font):
    found = font_of(name)
    assert (found and found.name) == font


def test_prose_typed_for_a_legacy_font_is_recognised_and_other_text_is_not():
    assert detect(PROSE) is KRUTIDEV
    assert detect(PROSE.replace("dk ", "osQ ").replace("dh ", "oqQN ")) is WALKMAN
    for text in (ENGLISH, ROMAN, "", "gS", PROSE[:30], "यह हिन्दी का एक लेख है। " * 20 + PROSE, ENGLISH + " 'd`fr nso' gS"):
        assert detect(text) is None, text


def test_english_paragraphs_among_it_stay():
    shown = convert_text(f"{PROSE}\n{ENGLISH}", KRUTIDEV)
    assert shown.endswith(f"\n{ENGLISH}") and "गन्ने का मूल्य" in shown
