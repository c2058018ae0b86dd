"""Hindi that was typed for a legacy font (KrutiDev, DevLys, Walkman-Chanakya), whose files hold Latin letters, into Unicode.

These fonts put a Devanagari glyph on each key: half letters, to which "k" (a stroke) gives their full form, a short i that is
typed before its letter, and a reph that is typed behind its syllable. So a table of glyphs and four rules of order do.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import regex

from index.text.language import count_letters


@dataclass(frozen=True, eq=False)
class LegacyFont:
    """A font's name for people, and what its keys stand for."""

    name: str
    glyphs: Mapping[str, str]


def _table(pairs: str) -> dict[str, str]:
    return {key: value for key, _, value in (pair.partition("⇥") for pair in pairs.split())}


# Full letters, half letters (with a virama), conjuncts, vowels and signs; what a key's neighbours make of it is below.
_SHARED = _table(
    """
    d⇥क D⇥क् [⇥ख् x⇥ग X⇥ग् ?⇥घ् Ä⇥घ ³⇥ङ p⇥च P⇥च् N⇥छ t⇥ज T⇥ज् >⇥झ ÷⇥झ् Ö⇥झ् ¥⇥ञ V⇥ट B⇥ठ M⇥ड <⇥ढ .⇥ण्
    r⇥त R⇥त् F⇥थ् n⇥द è⇥ध् Ë⇥ध् u⇥न U⇥न् i⇥प I⇥प् Q⇥फ ¶⇥फ् c⇥ब C⇥ब् H⇥भ् Ò⇥भ e⇥म E⇥म् ;⇥य ¸⇥य् Ó⇥्य j⇥र y⇥ल Y⇥ल्
    G⇥ळ o⇥व O⇥व् '⇥श् Ü⇥श् "⇥ष् l⇥स L⇥स् g⇥ह º⇥ह् {⇥क्ष् «⇥त्र् K⇥ज्ञ J⇥श्र |⇥द्य }⇥द्व ç⇥प्र Á⇥प्र æ⇥द्र Ø⇥क्र Ý⇥फ्र
    Ù⇥त्त् ä⇥क्त –⇥दृ —⇥कृ Ñ⇥कृ é⇥न्न ™⇥न्न् à⇥ह्न á⇥ह्य â⇥हृ ã⇥ह्म í⇥द्द Ì⇥द्द ê⇥ट्ट Í⇥ट्ट ë⇥ट्ठ Î⇥ट्ठ ì⇥ड्ड ï⇥ड्ढ Ô⇥ड्ढ
    ô⇥क्क Ï⇥स्त्र î⇥्य ª⇥्र z⇥्र #⇥रु :⇥रू v⇥अ b⇥इ Ã⇥ई m⇥उ Å⇥ऊ ,⇥ए ,s⇥ऐ bZ⇥ई b±⇥ईं _⇥ऋ k⇥ा h⇥ी È⇥ीं q⇥ु w⇥ू `⇥ृ s⇥े S⇥ै ‚⇥ॉ
    a⇥ं ¡⇥ँ %⇥ः W⇥ॅ ¨⇥ो ©⇥ौ ¢⇥े ˇ⇥ँ +⇥़ ~⇥् •⇥ऽ ·⇥ऽ ∙⇥ऽ ñ⇥॰ Œ⇥॰ å⇥० ƒ⇥१ „⇥२ …⇥३ †⇥४ ‡⇥५ ˆ⇥६ ‰⇥७ Š⇥८ ‹⇥९
    A⇥। &⇥- ]⇥, -⇥. @⇥/ \\⇥? ¿⇥{ À⇥} ¾⇥= Z⇥\ue000 ±⇥\ue000ं f⇥\ue001 Ç⇥\ue001ं Æ⇥\ue002 £⇥\ue002 É⇥\ue002ं Ê⇥ी\ue000 ¯⇥\ue001ं
    """
)
_KRUTIDEV = LegacyFont("KrutiDev", _SHARED | _table(r"/⇥ध् =⇥त्र (⇥; ¼⇥( ½⇥) )⇥द्ध ^⇥‘ *⇥’ Þ⇥“ ß⇥”"))
# The same keys but for these; a hook (Q) behind व and प makes them क and फ.
_WALKMAN = LegacyFont("Walkman-Chanakya", _SHARED | _table(r"/⇥ध =⇥त्र् ¼⇥द्ध ½⇥ऋ ^⇥‘ *⇥’ ß⇥ह्र Þ⇥“ _⇥; ”⇥ज़् oQ⇥क iQ⇥फ mQ⇥ऊ"))
_FONTS = (
    (regex.compile(r"walkman|chanakya\s*-?\s*905", regex.IGNORECASE), _WALKMAN),
    (regex.compile(r"kruti\s*-?\s*dev|krdev|dev\s*-?\s*lys", regex.IGNORECASE), _KRUTIDEV),
)
_HOOK = regex.compile(r"([oi])([sSqwkah`‚¡]{1,2})Q")
_REPH, _REPH_BEFORE, _SHORT_I = "\ue000", "\ue002", "\ue001"
_CONSONANT = "[\u0915-\u0939\u0958-\u095f]\u093c?"
_CLUSTER = rf"(?:{_CONSONANT}\u094d)*{_CONSONANT}"
_SIGNS = "[\u093e-\u094c\u0900-\u0903\u0945]*"
_RULES = tuple(
    (regex.compile(pattern), replacement)
    for pattern, replacement in (
        ("\u094d\u093e", ""),  # a half letter and the stroke
        (rf"{_REPH_BEFORE}(\u0902?)({_CLUSTER}(?:\u094d[यर])*)", "र्\\2ि\\1"),
        (rf"{_SHORT_I}(\u0902?)({_CLUSTER}(?:\u094d[यर])*)", "\\2ि\\1"),
        (rf"({_CLUSTER}{_SIGNS}){_REPH}", "र्\\1"),
        ("\u0902([\u093e-\u094c])", "\\1\u0902"),
        ("अा\u0947|ओ\u0947|आ\u0947", "ओ"),
        ("अा\u0948|आ\u0948", "औ"),
        ("अा\u0949|अ\u0949|आ\u0945", "ऑ"),
        ("अा", "आ"),
        ("ा\u0947", "ो"),
        ("ा\u0948", "ौ"),
        ("ा\u0945", "ॉ"),
        ("ए\u0947", "ऐ"),
        (f"{_REPH}|{_REPH_BEFORE}|{_SHORT_I}", ""),
    )
)

# How often these words stand in texts typed for such a font: one word in six or more; in English never.
_WORDS = frozenset(
    """
    gS gSa esa dk dh ds dks vkSj ;g fd ,d Hkh Fkk Fkh Fks tks ugha ughsa dj fy, lkFk fd;k x;k gks dgk osQ dqN rks gh mUgksaus
    bl ml blds mlds viuh vius djus }kjk ckn rd
    """.split()
)
_SHARE = 0.08
_FEWEST_WORDS = 12
_WALKMAN_SIGNS = regex.compile(r"o[sSq]Q|\boQ|iQ|o[sS`q]{1,2}Q")
_KRUTIDEV_SIGNS = regex.compile(r"(?<![^\s])d[shk](?![^\s])|¼|½|Q+")
_DEVANAGARI_SHARE = 0.1
_ENGLISH_WORDS = frozenset("the of and in to is was for that on with as by at from it be are this".split())
_ENGLISH_SHARE = 0.15
_LONGEST_SAMPLE = 100_000


def font_of(name: str) -> LegacyFont | None:
    """The legacy font of this name, which a document gives to what is set in it."""
    return next((font for pattern, font in _FONTS if pattern.search(name)), None)


def detect(text: str) -> LegacyFont | None:
    """The legacy font that a text was typed for, told by its most frequent words; None for any other text."""
    sample = text[:_LONGEST_SAMPLE]
    tokens = sample.split()
    if len(tokens) < _FEWEST_WORDS:
        return None
    devanagari, latin = count_letters(sample)
    if devanagari > _DEVANAGARI_SHARE * (devanagari + latin):
        return None
    known = [token for token in tokens if token in _WORDS]
    if len(known) < _SHARE * len(tokens) or len(set(known)) < 3:
        return None
    plain = sum(token in ("ds", "dk", "dh", "dks", "dqN") for token in tokens)
    hooked = len(_WALKMAN_SIGNS.findall(sample))
    return _WALKMAN if hooked > plain else _KRUTIDEV


def convert_text(text: str, font: LegacyFont) -> str:
    """A text typed for a legacy font in Unicode; its English paragraphs stay."""
    return "\n".join(line if _is_english(line) else convert(line, font) for line in text.split("\n"))


def convert(text: str, font: LegacyFont) -> str:
    """What a run of keys shows in a legacy font."""
    if font is _WALKMAN:
        text = _HOOK.sub(r"\1Q\2", text)
    longest = max(map(len, font.glyphs))
    pieces, at = [], 0
    while at < len(text):
        for length in range(longest, 0, -1):
            if (glyph := font.glyphs.get(text[at : at + length])) is not None:
                break
        pieces.append(text[at : at + length] if glyph is None else glyph)
        at += length
    shown = "".join(pieces)
    for pattern, replacement in _RULES:
        shown = pattern.sub(replacement, shown)
    return shown


def _is_english(line: str) -> bool:
    tokens = line.lower().split()
    return len(tokens) > 3 and sum(token in _ENGLISH_WORDS for token in tokens) >= _ENGLISH_SHARE * len(tokens)
