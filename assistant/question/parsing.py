"""What a question is: its language, and whether it can be asked at all."""

import regex

from assistant.models import Question
from index.errors import QuestionError
from index.models import Language
from index.text.language import count_letters
from index.text.normalise import normalise

MAX_CHARACTERS = 2_000

_WORD = regex.compile(r"[\p{L}\p{N}]")
_LATIN_WORD = regex.compile(r"\p{Latin}+")
# Words that only one of the two languages has, most of them grammar, as people spell Hindi in Latin letters.
_HINDI_WORDS = frozenset(
    """
    aap aapka abhi aise apna apne apni arth aur baad baare baat bada badi bahot bahut bataiye batao bataye beech
    bharat bhi bich bohot bola bole btao chahiye desh deta dete deti diya diye doosra dusra dusri dvara dwara
    gaya gaye gayi gya hai hain hamara hamare hamari hei hein hoga hogi hona hone honge hoon hota hote hoti hua
    hue hui humein hun huwa huye huyi inhone inka inke inki ise iska iske iski isko isne isse itihas jaata jaati
    jab jaise jana jankari janm jata jate jati jin jis jise jiska jiske jiski jisne jyada ka kaa kaam kab
    kabhi kaha kahaan kahan kahte kaisa kaise kaisi kar kare karna karne karo karta karte karti kaun kaunsa
    kaunse kaunsi ke kee kehte kese khabar ki kia kii kinhone kinka kinke kinki kis kise kiska kiske kiski kisko
    kisne kitna kitne kitni kiya kiye ko koi kon konsa konse konsi koun kounsa kuch kya kyaa kyo kyon kyu kyun
    lekin liya liye magar mai maine mantri matlab mei mein mera meri milta milti mrityu mujhe mukhyamantri
    nahee nahi nahii nahin ne nhi pahla pahle pahli pehla pehle pehli phir pradhan pradhanmantri raha rahe
    rahi rajdhani rashtrapati saal saath sabse sakta sakte sakti samachar sarkar sath se shuru sthit tak tera
    teri tha thee thi thin toh tum tumhara unhone unka unke unki uska uske uski usko usne usse vah varsh voh
    waale wahan waise wala wale wali wo woh yah yahan ye yeh zyada
    """.split()
)
# Of these, the ones that stand in names and foreign phrases too: one alone ("Ban Ki-moon") doesn't make a question Hindi.
_WEAK_HINDI_WORDS = frozenset("abhi bich desh hue jata ka kar kee ki ko koi main mera ne sath se tak tera wala wo".split())
_ENGLISH_WORDS = frozenset(
    """
    a about after all also am an and any are as at be been before being between but by can could did does done
    during for from had has have her him his how if into it its many may might more most much must my name no
    not of on only or other our over said say she should some such tell than that their them then there these
    they this those under was we were what when where which who whom whose why will with would you your
    """.split()
)


def parse_question(text: str, language: Language | None = None) -> Question:
    """The question in `text`, to be answered in `language`, or in its own.

    Raises QuestionError when it is empty, longer than MAX_CHARACTERS, or holds neither a letter nor a digit.
    """
    if language not in (None, "hi", "en"):
        raise QuestionError(f"There are no answers in {language!r}: ask for 'hi' or 'en'.")
    text = normalise(text).strip()
    if not text:
        raise QuestionError("The question is empty: type one.", "no_question")
    if len(text) > MAX_CHARACTERS:
        raise QuestionError(f"The question has {len(text):,} characters: ask it in at most {MAX_CHARACTERS:,}.", "too_long")
    if not _WORD.search(text):
        raise QuestionError(f"The question {text[:20]!r} has no word in it: ask with words.", "no_words")
    asked_in = question_language(text)
    return Question(text, asked_in, language or asked_in)


def question_language(text: str) -> Language:
    """Hindi for a question in Devanagari or in Hindi typed in Latin letters, English for the rest."""
    devanagari, latin = count_letters(text)
    if devanagari:
        return "hi" if devanagari * 2 >= latin else "en"
    return "hi" if is_romanised_hindi(text) else "en"


def is_romanised_hindi(text: str) -> bool:
    """Whether a text without Devanagari is Hindi, by the words that only one of the two languages has."""
    if count_letters(text)[0]:
        return False
    words = [word.lower() for word in _LATIN_WORD.findall(text)]
    hindi = [word for word in words if word in _HINDI_WORDS]
    english = sum(word in _ENGLISH_WORDS for word in words)
    return len(hindi) > english and (len(hindi) > 1 or hindi[0] not in _WEAK_HINDI_WORDS)
