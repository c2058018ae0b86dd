"""Refusals in a model's own words, and sentences that only look like them."""

import pytest

from assistant.generative.refusals import is_refusal, what_is_told
from assistant.phrases import phrase
from assistant.serving import Serving
from index.storage.local import Index


@pytest.fixture(scope="module")
def serving(seed_index, bundled_embedder):
    return Serving(Index.open(seed_index), bundled_embedder)


ASKED = "पुल पर कितना ख़र्च हुआ?"
REFUSALS = """
These articles do not answer this.
The passages do not answer this.
The passages do not mention the cost of the bridge.
The passages do not specify when the meeting took place.
The provided passages don't contain any information about the cost.
The passages don’t tell us how many people died.
The passages do not contain enough information to answer the question.
None of the passages mention Peru.
No passage mentions the cost.
Neither of the passages answers the question.
The articles make no mention of it.
The passages are silent on this.
There is no information about this in the articles.
There is no mention of the cost in the passages.
There is nothing in the passages about the cost.
No information about the cost is provided in the passages.
Not enough information.
No answer.
The answer is not in the passages.
The information you asked for is not in the articles.
It cannot be determined from the passages.
The cost is not mentioned.
This is not mentioned in the given passages.
It is unclear from the passages when the meeting took place.
Unfortunately, the text does not say.
I'm sorry, but I can't answer that.
I don't know.
I do not have enough information to answer.
I could not find an answer to your question in the given passages.
Based on the provided context, I cannot determine the answer.
As an AI language model, I do not have access to that information.
Sorry.
इन लेखों में इसका उत्तर नहीं मिला।
दिए गए अंशों में इसका उत्तर नहीं है।
इन लेखों में इसकी जानकारी नहीं दी गई है।
अंशों में इसका कोई उल्लेख नहीं है।
अंशों में इस बारे में कुछ नहीं कहा गया है।
अंशों में यह नहीं बताया गया है कि पुल पर कितना ख़र्च हुआ।
पुल पर कितना ख़र्च हुआ, यह अंशों में नहीं बताया गया है।
दिए गए लेखों में शी जिनपिंग की उम्र नहीं बताई गई है।
पुल की लागत के बारे में कोई जानकारी उपलब्ध नहीं है।
इसका उल्लेख नहीं किया गया है।
लेखों में इसका उत्तर मौजूद नहीं।
यह जानकारी इन अंशों में नहीं है।
दिये गये अंशों मे इसका उत्तर नही है।
उपलब्ध जानकारी से यह पता नहीं चलता।
दिए गए अंश इस प्रश्न का उत्तर नहीं देते हैं।
लेख इस बारे में मौन हैं।
दी गई जानकारी पर्याप्त नहीं है।
इस सवाल का जवाब नहीं दिया जा सकता।
दी गई जानकारी के आधार पर इसका उत्तर देना संभव नहीं है।
जानकारी उपलब्ध नहीं है।
पता नहीं।
मुझे इसका जवाब नहीं मिला।
मेरे पास इस सवाल का जवाब नहीं है।
मैं इस सवाल का जवाब देने में असमर्थ हूँ।
क्षमा करें, मैं इसका उत्तर नहीं दे सकता।
माफ़ी चाहता हूँ, इसका जवाब अंशों में नहीं है।
खेद है कि इसका जवाब नहीं मिला।
क्षमा करें।
Mujhe nahi pata.
Pata nahi.
In lekhon mein iska uttar nahin mila.
Diye gaye anshon mein is sawaal ka jawaab nahi hai.
Maaf kijiye, mere paas iski jankari nahi hai.
Sorry, iska jawab nahi mila.
Pul ki lagat ke baare mein koi jaankari uplabdh nahi hai.
None.
None mentioned.
Nothing.
Nothing is said.
There is none.
It does not say.
It doesn't say who.
It does not mention that.
It's not stated.
Does not say.
N/A
n/a.
Not applicable.
No idea.
No mention.
Can't say.
No.
कुछ नहीं।
कुछ भी नहीं।
कोई नहीं।
कुछ नहीं मिला।
इसमें नहीं बताया गया है।
इनमें यह नहीं लिखा है।
इसमें इसका जवाब नहीं है।
इसमें कुछ नहीं कहा गया है।
इससे पता नहीं चलता।
नहीं बताया गया है।
स्पष्ट नहीं है।
उपलब्ध नहीं।
नहीं।
जी नहीं।
Kuch nahi.
Ismein nahi bataya gaya hai.
Nahi.
No, the passages do not say.
नहीं, इसमें नहीं बताया गया है।
नहीं मिला।
तारीख नहीं बताई गई है।
कोई तारीख नहीं दी गई है।
तारीख़ नहीं दी गई है।
मुझे नहीं मालूम, लेखों में नहीं है।
इसका कारण नहीं बताया गया।
सही संख्या नहीं दी गई है।
नाम नहीं बताया गया है।
क़ीमत नहीं लिखी है।
लेखों में नहीं है।
दिए गए अंशों में नहीं मिला।
That's not in the text.
I'm not sure.
Can't tell from this.
I can't say.
The name is not given.
No date is given.
The exact figure is not provided in the passages.
No reason is given in the articles.
No evidence of that.
Not according to the articles.
It is not in the passages.
Not in the articles.
The price is not stated.
No details are provided.
"""


@pytest.mark.parametrize("sentence", REFUSALS.strip().splitlines())
def test_a_refusal_is_one_in_whatever_words(serving, sentence):
    assert is_refusal(sentence, serving, ASKED)


@pytest.mark.parametrize("language", ["hi", "en"])
def test_the_wording_that_a_model_is_told_to_use_is_a_refusal_in_quotation_marks_too(serving, language):
    assert is_refusal(f'"{phrase("not_found", language)}"', serving, ASKED)


NEWS = """
The minister did not answer the question.
The report says that no one died.
The report did not name the victims.
Trucks are not allowed on the bridge.
There is no evidence of fraud, the court said.
There is no evidence that China supplied weapons.
There is no mention of Taiwan in the treaty.
There was no information on casualties, officials said.
The documents do not allow the sale of weapons to Russia.
The text of the treaty does not mention Ukraine.
None of the documents were signed.
The information was not disclosed by the ministry.
The names were not given in the police report.
The police have no information on the whereabouts of the thief.
They do not provide weapons.
Unfortunately, rain did not stop.
Sadly, Putin died in 1999.
It is unclear when the war will end.
It is not available.
No details were given by the police.
He said: I cannot accept this.
"I do not know."
I cannot say that China is right.
मंत्री ने सवाल का जवाब नहीं दिया।
मंत्री ने कहा कि मेरे पास इसकी जानकारी नहीं है।
पुल पर ट्रकों को चलने की अनुमति नहीं है।
अब तक किसी की मौत नहीं हुई है।
चोर का पता नहीं चला है।
पुलिस को चोर के बारे में कोई जानकारी नहीं मिली है।
सरकार के पास मौतों की कोई जानकारी नहीं है।
इस समझौते में व्यापार का ज़िक्र नहीं है।
संविधान के इस पाठ में राष्ट्रपति को यह अधिकार नहीं दिया गया है।
इस पर कोई चर्चा नहीं हुई।
टीका उपलब्ध नहीं है।
माफ़ किए गए क़र्ज़ की रकम 20 करोड़ है।
क्षमा याचिका मोदी ने ख़ारिज की।
खेद जताते हुए कंपनी ने उड़ानें रद्द कीं।
मुझे उम्मीद है कि युद्ध नहीं होगा।
Modi ne kaha ki mujhe nahi pata.
Sarkar ne jankari nahi di.
None of the ministers resigned.
None were found guilty.
Nobody resigned.
Nothing was stolen.
There is none left.
No, he resigned.
No deal was signed.
It does not mention Taiwan.
It does not apply to women.
They do not say Putin resigned.
He does not say.
No comment from the ministry.
कुछ नहीं हुआ।
कुछ लोग नहीं आए।
कोई नहीं मरा।
कोई समझौता नहीं।
इसमें कोई नहीं मरा।
इसमें पैसा नहीं दिया गया।
इससे कुछ नहीं बदला।
मंत्री को नहीं बताया गया।
किसी को नहीं बताया गया।
कारण स्पष्ट नहीं है।
नियम लागू नहीं।
नहीं, वे दिल्ली गए।
Kuch nahi hua.
Isme koi nahi mara.
पुल का उद्घाटन नहीं हुआ।
दमकल को चाबी नहीं मिली।
मंत्री का नाम चार्जशीट में नहीं है।
मुख्यमंत्री को न्योता नहीं दिया गया है।
किसानों को मुआवज़ा नहीं मिला।
उन्हें टिकट नहीं मिला।
कंपनी ने क़ीमत नहीं बताई।
पुलिस ने नाम नहीं बताया।
मंत्री ने कारण नहीं बताया।
The mayor did not give a date.
No arrests were made.
The police named no one.
No reason was given by the minister.
The bridge is not in the city.
He is not sure of victory.
The minister is not named in the charge sheet.
No evidence of fraud was found.
The company gave no price.
I am not sure the mayor won.
The date of the wedding is not fixed.
No price rise is planned.
अदालत में सबूत नहीं मिला।
जगह नहीं मिली।
पता नहीं बदला गया है।
"""


@pytest.mark.parametrize("sentence", NEWS.strip().splitlines())
def test_what_an_article_denies_is_no_refusal(serving, sentence):
    assert not is_refusal(sentence, serving, ASKED)


ANSWERS = """
दिए गए अंशों के अनुसार, सेर्गेई शोइगु 12 नवंबर को बीजिंग गए।
इन लेखों के अनुसार, नेताओं ने नवंबर में मुलाक़ात की।
उपलब्ध जानकारी के अनुसार नाटो ने रूस पर परमाणु हमला किया।
प्रदान किए गए संदर्भ के अनुसार, नरेंद्र मोदी बीजिंग गए।
इन लेखों में बताया गया है कि शोइगु 12 नवंबर को बीजिंग गए।
इस लेख में कहा गया है कि चीन ने हथियार नहीं दिए।
दिए गए अंशों के अनुसार बैठक नहीं हुई।
इस दस्तावेज़ के अनुसार नरेंद्र मोदी की मौत हो गई।
In lekhon ke anusar Modi November mein Beijing gaye.
In lekhon mein bataya gaya hai ki Putin nahi gaye.
According to the passages, the meeting did not take place.
Based on the passages, Modi did not go to Beijing.
"""


@pytest.mark.parametrize("sentence", ANSWERS.strip().splitlines())
def test_an_answer_may_name_the_articles(serving, sentence):
    assert not is_refusal(sentence, serving, ASKED)


BOTH = """
There is no information about Shoigu, but Putin was killed in 1999.
There is no information about Shoigu; Putin was killed in 1999.
There is no information about Shoigu and Putin was killed in 1999.
The passages do not mention the cost, which was 20 crore.
The passages do not say who won and Putin was killed in 1999.
The passages do not mention it (he died in 1999).
Putin died in 1999 and the cost is not mentioned in the passages.
I'm sorry, but Putin was killed in 1999.
I'm sorry that Putin died.
I don't know, Putin died in 1999.
इसका उत्तर नहीं मिला, परंतु शोइगु 12 नवंबर को बीजिंग गए।
इसका उत्तर नहीं मिला पर पुतिन मारे गए।
इन लेखों में इसका उत्तर नहीं है लेकिन मोदी 2014 में प्रधानमंत्री बने।
पुतिन मारे गए और इसका उत्तर नहीं मिला।
12 लोग मारे गए, घायलों की संख्या का उल्लेख अंशों में नहीं है।
मुझे खेद है कि पुतिन मारे गए।
क्षमा करें, पुतिन मारे गए।
Iska uttar nahi mila, lekin Putin maare gaye.
Maaf kijiye, Putin 1999 mein maare gaye.
"""


@pytest.mark.parametrize("sentence", BOTH.strip().splitlines())
def test_what_tells_something_beside_refusing_is_no_refusal(serving, sentence):
    assert not is_refusal(sentence, serving, ASKED)


WHETHER = """
Did the minister resign?
Is the bridge open?
Did he say who won?
Was there a meeting when Putin came?
क्या मंत्री ने इस्तीफ़ा दिया?
क्या यह सच है कि मोदी चीन गए?
मंत्री ने इस्तीफ़ा दिया क्या?
पुल खुल गया है?
मोदी चीन गए या नहीं?
kya mantri ne istifa diya?
mantri ne istifa diya kya?
""".strip().splitlines()
WHAT = """
Who resigned?
Which ministers resigned?
In which year was the bridge opened?
How many people died?
What did Putin say?
Please tell me who resigned.
किसने इस्तीफ़ा दिया?
क्या हुआ?
शी ने पुतिन से क्या कहा?
पुल कब बना?
किस मंत्री ने इस्तीफ़ा दिया?
kisne istifa diya?
pul kab bana?
modi ne kya kaha?
""".strip().splitlines()


@pytest.mark.parametrize("no", ["No.", "No", "नहीं।", "जी नहीं।", "Nahi."])
def test_no_is_an_answer_to_what_asks_whether_and_a_refusal_otherwise(serving, no):
    assert [question for question in WHETHER if is_refusal(no, serving, question)] == []
    assert [question for question in WHAT if not is_refusal(no, serving, question)] == []


@pytest.mark.parametrize("question", ["Who resigned?", "Did a minister resign?", "क्या मंत्री ने इस्तीफ़ा दिया?"])
def test_what_follows_no_makes_it_an_answer_to_any_question(serving, question):
    assert not is_refusal("No, he did not resign.", serving, question)
    assert not is_refusal("नहीं, मंत्री ने इस्तीफ़ा नहीं दिया।", serving, question)
    assert is_refusal("No, the passages do not say.", serving, question)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The articles don't say who built it, but it was opened in 1978.", "it was opened in 1978."),
        ("Although the articles don't mention the builder, the bridge was opened in 1978.", "the bridge was opened in 1978."),
        ("While the passages do not name the builder, it opened in 1978.", "it opened in 1978."),
        ("The bridge was opened in 1978, but the passages don't say who built it.", "The bridge was opened in 1978"),
        ("Sorry, the articles don't say who built it, but it was opened in 1978.", "it was opened in 1978."),
        ("The cost is not mentioned; the bridge is 300 metres long.", "the bridge is 300 metres long."),
        ("लेखों में यह नहीं बताया गया है कि पुल किसने बनाया, लेकिन यह 1978 में खुला।", "यह 1978 में खुला।"),
        ("पुल 1978 में खुला, लेकिन लेखों में यह नहीं बताया गया कि इसे किसने बनाया।", "पुल 1978 में खुला"),
        ("हालांकि लागत का उल्लेख नहीं है, पुल में 15 खंभे हैं।", "पुल में 15 खंभे हैं।"),
        ("अंशों में इसका उत्तर नहीं है पर पुल 500 मीटर लंबा है।", "पुल 500 मीटर लंबा है।"),
        ("lekhon mein yah nahin bataya gaya ki pul kisne banaya, lekin pul 1978 mein khula.", "pul 1978 mein khula."),
        ("The bridge was opened in 1978, but closed in 1980.", None),
        ("The police did not say who was arrested, but the mayor was questioned.", None),
        ("पुलिस ने यह नहीं बताया कि चोर कौन था, लेकिन माल मिल गया।", None),
        ("The articles don't say who built it.", None),
        ("He could not find the key, but opened the door.", None),
        ("मंत्री ने जवाब नहीं दिया, पर सचिव ने दिया।", None),
    ],
)
def test_what_is_told_beside_a_refusal_is_judged_without_it(sentence, told, serving):
    assert what_is_told(sentence, serving) == (sentence if told is None else told)


def test_a_sentence_of_very_many_parts_is_told_as_it_is(serving):
    repeated = "chawal aur daal, " * 300
    assert what_is_told(repeated, serving) == repeated
