import pytest

from index.reading.pdf.broken_text import broken_reason

TRUE = (
    "राँची में शुक्रवार की सुबह मानसून की पहली बारिश हुई, जिसमें शहर के कई मुहल्लों की गलियाँ पानी से भर गईं। मौसम विभाग के निदेशक ने "
    "कहा कि अगले तीन दिन तक ऐसी ही वर्षा होती रहेगी। क्‍योंकि हवा पूर्व से है, उन्‍होंने ऑफ़िस बंद रखने को कहा।\n"
) * 3
# As the glyphs of a browser's print read without what they mean, and as Word's prints do.
GLYPHS = (
    "राँची म  शुक्रवार क  सुबह मानसून क  पहली बा रश हुई, िजसम  शहर के कई मुह   क  ग लयाँ पानी से भर गईं। मौसम िवभाग के िनदेशक ने कहा "
    "िक अगले तीन िदन तक ऐसी ही वषा  होती रहेगी।\n"
) * 3
SHIFTED = (
    "राँची मभ शुक्रवार का सुबह मानसून कत पहल बाररश हुई जजसमभ शहर कव कई मुहल्ल कत गललयाँ पान सव भर गई मौसम लवभाग कव लनदवशक नव कहा लक "
    "अगलव तीन लदन तक ऐस ह वर्षा होत रहवग।\n"
) * 3
NAMES = (
    "\n".join(
        f"{name} - {part}" for name in ("अशोक कुमार", "मनोज कुमार", "रागिनी", "ललिता पवार") for part in ("हरीश", "मोहन", "माया")
    )
    * 6
)


@pytest.mark.parametrize("text", [TRUE, NAMES, "", "It is a plain English text of some words. " * 20, TRUE + NAMES])
def test_a_true_text_is_believed(text):
    assert broken_reason(text) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (GLYPHS, "spelt as no word can be"),
        (SHIFTED, "such as के and है"),
        ("(cid:12)(cid:3) x y (cid:7)\n" * 20, "does not say which letters"),
        ("\ue012\ue033 का \ufffd\n" * 20, "does not say which letters"),
    ],
)
def test_a_broken_text_is_not_believed(text, reason):
    assert reason in (broken_reason(text) or "")


def test_a_text_of_a_few_words_is_not_judged():
    assert broken_reason(" ".join(GLYPHS.split()[:20])) is None
