"""Sentences that bring the words of their passages: whether these stand there, and what becomes of the sentences."""

import json
import unicodedata

import pytest
from fakes import QuotingChatModel, failing, quoting, saying
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.messages import AIMessageChunk
from langchain_core.outputs import ChatGenerationChunk

from assistant import Assistant
from assistant.generative.events import Cited, Done, Status, Token
from assistant.generative.prompting import answer_messages
from assistant.generative.quoting import SCHEMA, Quote, QuotedAnswer, QuotedSentence, places_of
from assistant.phrases import phrase
from index.storage.local import Index

TEXT = (
    "महापौर सुनीता राव ने सोमवार को नदी पर 240 मीटर लंबे पुल का उद्घाटन किया। उन्होंने कहा, “पुल सबका है।” ख़र्च 12.5 करोड़ रुपये हुआ; "
    "The mayor’s office said it's “open to all” [since 2023] in 12 districts. 12 people came."
)
STANDING = """
नदी पर 240 मीटर लंबे पुल
नदी  पर\n240 मीटर\u00a0लंबे पुल
"नदी पर 240 मीटर लंबे पुल"
नदी पर 240 मीटर लंबे पुल…
पुल का उद्घाटन किया
पुल का उद्घाटन किया.
उन्होंने कहा, "पुल सबका है।"
उन्होंने कहा, 'पुल सबका है'
उन्होंने कहा, पुल सबका है
ख़र्च 12.5 करोड़ रुपये
The mayor's office said
The mayor’s office said it’s "open to all" (since 2023)
open to all
in 12 districts
12 people came
महापौर सुनीता राव … पुल का उद्घाटन किया
The mayor's office said ... in 12 districts.
नदी\u200d पर 240 मीटर
""".strip("\n").split("\n")
STANDING = [*STANDING[:1], "नदी  पर\n240 मीटर\u00a0लंबे पुल", *STANDING[3:]]
ELSEWHERE = """
नदी पर 250 मीटर लंबे पुल
नदी पर 24 मीटर लंबे पुल
नदी पर 40 मीटर लंबे पुल
240 मीटर नदी पर
नदी पर २४० मीटर लंबे पुल
नदी पर 240 मीटर लम्बे पुल
नदी पर 240 मीटर लंबे पु
दी पर 240 मीटर
महापौर सुनीता राव ने मंगलवार
खर्च 12.5 करोड़ रुपये
5 करोड़ रुपये
12 करोड़ रुपये
2 people came
12 people
The mayors of office said
office said it is open
Open to all
he mayor
12
महापौर सुनीता राव … पुल तोड़ा
…
"
।
""".strip().splitlines()
ELSEWHERE.remove("12 people")
ELSEWHERE.remove("12")


@pytest.mark.parametrize("quote", STANDING)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_quote_stands_where_its_letters_do(quote, form):
    places = places_of(unicodedata.normalize(form, quote), TEXT)
    assert places
    for start, end in places:
        letters = [letter for letter in unicodedata.normalize("NFD", TEXT[start:end]) if letter.isalnum()]
        assert "".join(letters) in "".join(letter for letter in unicodedata.normalize("NFD", quote) if letter.isalnum())


@pytest.mark.parametrize("quote", [*ELSEWHERE, "", " "])
def test_a_quote_with_another_letter_number_or_part_of_a_word_stands_nowhere(quote):
    assert places_of(quote, TEXT) == []


def test_a_quote_is_found_at_its_exact_places():
    text = "पुल खुला। पुल नहीं टूटा।"
    assert [text[start:end] for start, end in places_of("पुल", text)] == ["पुल", "पुल"]
    assert places_of("पुल नहीं टूटा", text) == [(10, 23)]
    assert [text[start:end] for start, end in places_of("पुल खुला … नहीं टूटा", text)] == ["पुल खुला", "नहीं टूटा"]


@pytest.mark.parametrize(
    ("one", "other"), [("क़ानून", "क\u093cानून"), ("बढ़ा", "बढ\u093cा"), ("\u0958ानून", "क़ानून"), ("\u095bोर", "ज\u093cोर")]
)
def test_a_nukta_may_be_written_in_either_form_but_not_left_out(one, other):
    text = f"नया {other} बना।"
    assert [text[start:end] for start, end in places_of(one, text)] == [other]
    assert places_of(unicodedata.normalize("NFC", one).replace("\u093c", ""), text) == []


@given(st.text('क़ि ाa\u0301é.,"“[]<\u200d\n12', max_size=20), st.integers(0, 19), st.integers(1, 20))
def test_whatever_is_copied_in_whole_words_stands_there(text, start, length):
    quote = text[start : start + length]
    for first, last in places_of(quote, text):
        assert 0 <= first < last <= len(text)
    if any(letter.isalnum() for letter in text) and text[:1].isalnum() and text[-1:].isalnum():
        assert places_of(text, text) == [(0, len(text))]


def said(*sentences):
    """JSON of sentences, each a text and pairs of a passage and a quote."""
    each = [{"quotes": [{"passage": n, "quote": quote} for n, quote in quotes], "text": text} for text, *quotes in sentences]
    return json.dumps({"sentences": each}, ensure_ascii=False)


def parts_of(text, size):
    answer = QuotedAnswer()
    fed = [part for at in range(0, len(text), size) for part in answer.feed(text[at : at + size])]
    return fed, list(answer.close())


TWO = said(("पुल लंबा है।", (1, "लंबे पुल")), ("राव ने खोला।", (1, "राव ने"), (2, "{खोला}")))
EXPECTED = [
    QuotedSentence("पुल लंबा है।", (Quote(1, "लंबे पुल"),)),
    QuotedSentence("राव ने खोला।", (Quote(1, "राव ने"), Quote(2, "{खोला}"))),
]


@pytest.mark.parametrize("size", [1, 5, 1000])
@pytest.mark.parametrize("form", ["{}", "```json\n{}\n```", "Here is the JSON:\n{}\nI hope this helps!"])
def test_sentences_come_with_their_quotes_each_when_the_next_begins(form, size):
    fed, closed = parts_of(form.replace("{}", TWO), size)
    assert [*fed, *closed] == EXPECTED and fed[:1] == EXPECTED[:1]


@pytest.mark.parametrize("size", [1, 5, 1000])
def test_what_was_cut_off_has_the_quotes_that_were_there(size):
    for end in range(len(TWO)):
        fed, closed = parts_of(TWO[:end], size)
        sentences = [one for one in (*fed, *closed) if isinstance(one, QuotedSentence)]
        assert len(sentences) <= 2
        for one, whole in zip(sentences, EXPECTED, strict=False):
            assert whole.text.startswith(one.text) and len(one.quotes) <= len(whole.quotes)


@pytest.mark.parametrize(
    "text", ["", "पुल लंबा है। [1]", '{"answer": "पुल लंबा है। [1]"}', '{"sentences": []}', '{"sentences": ["a b c [1]"]}', "[1] {"]
)
def test_other_text_is_given_back_as_it_is(text):
    assert parts_of(text, 3) == ([], [text])


@pytest.mark.parametrize(
    ("passage", "number"), [('"2"', 2), ("2", 2), ('"x"', 0), ("null", 0), ("-1", 0), ("true", 0), ("99999", 0), ('"२"', 2)]
)
def test_the_number_of_a_passage_is_read_or_is_none(passage, number):
    _, (sentence,) = parts_of(f'{{"sentences": [{{"quotes": [{{"passage": {passage}, "quote": "a"}}], "text": "b"}}]}}', 9)
    assert sentence.quotes == (Quote(number, "a"),)


# The chain.
QUESTION = "शोइगु बीजिंग कब गए?"
TRUE = "सेर्गेई शोइगु 12 नवंबर को बीजिंग गए।"
QUOTE = "12 नवंबर को रूसी सुरक्षा परिषद के सचिव सेर्गेई शोइगु ने बीजिंग की अपनी कार्य यात्रा के दौरान"
OTHER = "चीन के शीर्ष विदेश नीति अधिकारी वांग यी से मिले थे"
UNCONFIRMED = phrase("unconfirmed", "hi")


@pytest.fixture(scope="module")
def open_with(seed_index, bundled_embedder):
    return lambda model, **options: Assistant(
        Index.open(seed_index), bundled_embedder, llm=model, **{"llm_quotes": True, **options}
    )


@pytest.fixture(scope="module")
def number(open_with):
    """The number of the passage that QUOTE stands in."""
    model = saying("x")
    open_with(model).ask(QUESTION)
    passages = model.asked[0][-1].content.split("<passage ")[1:]
    return next(at for at, text in enumerate(passages, 1) if QUOTE in text)


def reasons(answer):
    return [one.unsupported for one in answer.sentences]


def test_a_sentence_is_cited_by_the_sentence_that_it_quotes(open_with, number):
    model = quoting(said((TRUE, (number, QUOTE))))
    answer = open_with(model).ask(QUESTION)
    assert (answer.text, answer.support, answer.note) == (f"{TRUE} [1]", "grounded", None)
    assert QUOTE in answer.citations[0].quote


def test_the_model_is_told_to_quote_and_held_to_the_schema(open_with, number):
    model = quoting(said((TRUE, (number, QUOTE))))
    open_with(model).ask(QUESTION)
    assert model.schemas == [SCHEMA]
    system, *_, example, _ = model.asked[0][:4]
    assert "JSON" in system.content and "{" in model.asked[0][2].content and "[1]" not in model.asked[0][2].content
    assert "JSON" in model.asked[0][-1].content


def test_without_the_setting_nothing_is_different(open_with, number):
    model = quoting("never", text=f"{TRUE} [{number}]")
    answer = open_with(model, llm_quotes=False).ask(QUESTION)
    assert (answer.text, answer.support, model.schemas) == (f"{TRUE} [1]", "grounded", [None])
    assert "JSON" not in model.asked[0][0].content


@pytest.mark.parametrize(
    "quote",
    [
        QUOTE.replace("12", "13"),  # a number changed
        QUOTE.replace("सेर्गेई", "सर्गेई"),  # a letter
        OTHER,  # another passage's
        "बीजिंग 12 नवंबर को शोइगु गए",
        "",
    ],
)
def test_a_quote_that_does_not_stand_in_its_passage_makes_its_sentence_unsupported(open_with, number, quote):
    answer = open_with(quoting(said((TRUE, (number, quote))))).ask(QUESTION)
    assert reasons(answer) == ["quote"] and UNCONFIRMED in answer.text
    assert answer.support == "ungrounded" and answer.sentences[0].citations == (1,)


def test_a_headline_is_no_false_quote(open_with, number):
    model = saying("x")
    open_with(model).ask(QUESTION)
    passage = model.asked[0][-1].content.split("<passage ")[number]
    headline = passage.partition('title="')[2].partition('"')[0]
    answer = open_with(
        quoting(said((TRUE, (number, headline), (number, QUOTE)), ("वह 13 नवंबर को गए।", (number, headline))))
    ).ask(QUESTION)
    assert reasons(answer) == [None, "number"]


@pytest.mark.parametrize("passage", [0, 7, 99])
def test_a_quote_of_a_passage_that_was_not_given_does_so_too(open_with, passage):
    answer = open_with(quoting(said((TRUE, (passage, QUOTE))))).ask(QUESTION)
    assert reasons(answer) == ["quote"] and answer.citations == ()


def test_one_false_quote_beside_a_true_one_is_enough(open_with, number):
    answer = open_with(quoting(said((TRUE, (number, QUOTE), (number, "शोइगु 12 नवंबर को बीजिंग गए"))))).ask(QUESTION)
    assert reasons(answer) == ["quote"]


def test_a_sentence_without_quotes_is_uncited(open_with, number):
    answer = open_with(quoting(said(("पुल 240 मीटर लंबा है।",), (TRUE, (number, QUOTE))))).ask(QUESTION)
    assert reasons(answer) == ["uncited", None] and answer.support == "partly"


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("सेर्गेई शोइगु 13 नवंबर को बीजिंग गए।", "number"),
        ("नरेंद्र मोदी 12 नवंबर को बीजिंग गए।", "name"),
        ("सेर्गेई शोइगु 12 नवंबर को बीजिंग नहीं गए।", "negation"),
        ("Sergei Shoigu visited Beijing on 12 November.", "language"),
    ],
)
def test_all_other_checks_hold(open_with, number, sentence, reason):
    answer = open_with(quoting(said((sentence, (number, QUOTE))))).ask(QUESTION)
    assert reasons(answer) == [reason]


def test_what_is_quoted_is_what_is_compared(open_with, number):
    """Another sentence of the passage says it; the quoted one doesn't."""
    elsewhere = "श्री वांग ने कहा कि चीन और रूस के बीच रणनीतिक सुरक्षा परामर्श तंत्र"
    answer = open_with(quoting(said((TRUE, (number, elsewhere))))).ask(QUESTION)
    assert reasons(answer) == ["meaning"] and elsewhere in answer.citations[0].quote


def test_several_sentences_in_one_text_have_the_same_quotes(open_with, number):
    answer = open_with(quoting(said((f"{TRUE} वे चीनी विदेश मंत्री वांग यी से मिले।", (number, QUOTE))))).ask(QUESTION)
    assert [one.citations for one in answer.sentences] == [(1,), (1,)] and reasons(answer)[0] is None


def test_layout_and_markers_in_a_sentence_are_taken_out(open_with, number):
    answer = open_with(quoting(said((f"- **{TRUE}** [{number}]", (number, f"“{QUOTE}”"))))).ask(QUESTION)
    assert (answer.text, answer.support) == (f"{TRUE} [1]", "grounded")


def test_sentences_are_shown_as_they_are_written_and_their_tokens_are_the_text(open_with, number):
    wrote = said((TRUE, (number, QUOTE)), ("उन्होंने वार्ता की।", (number, QUOTE)))
    events = list(open_with(quoting(wrote)).stream(QUESTION))
    assert [type(event) for event in events[:2]] == [Status, Status] and isinstance(events[-1], Done)
    assert "".join(event.text for event in events if isinstance(event, Token)) == events[-1].answer.text
    assert events.index(next(event for event in events if isinstance(event, Cited))) < len(events) - 2
    assert "{" not in events[-1].answer.text and "quotes" not in events[-1].answer.text


async def test_the_answer_is_the_same_without_blocking(open_with, number):
    wrote = said((TRUE, (number, QUOTE)), ("पुतिन मारे गए।", (number, QUOTE)))
    expected = open_with(quoting(wrote)).ask(QUESTION)
    answer = await open_with(quoting(wrote)).aask(QUESTION)
    assert (answer.text, answer.sentences, answer.citations) == (expected.text, expected.sentences, expected.citations)


def test_an_answer_that_stops_at_a_limit_keeps_what_was_confirmed(open_with, number):
    wrote = said((TRUE, (number, QUOTE)), ("उन्होंने वार्ता की और फिर मास्को लौटे।", (number, QUOTE)))[:-30]
    answer = open_with(quoting(wrote, metadata={"finish_reason": "length"})).ask(QUESTION)
    assert (answer.text, answer.support) == (f"{TRUE} [1]", "grounded")
    assert answer.note == phrase("llm_cut_short", "hi", llm="QuotingChatModel")


class ComplainingChatModel(QuotingChatModel):
    """Tells its tokens again when it has ended, and that it was cut off, as OpenAI's client does."""

    def _stream(self, *args, **options):
        *_, last = chunks = list(super()._stream(*args, **options))
        again = AIMessageChunk("", usage_metadata=last.message.usage_metadata)
        yield from (*chunks, ChatGenerationChunk(message=again))
        raise ValueError("Could not parse response content as the length limit was reached")


@pytest.mark.parametrize(("end", "reason"), [("stop", None), ("length", "llm_cut_short")])
def test_what_a_client_says_behind_the_end_counts_no_more(open_with, number, end, reason):
    wrote = said((TRUE, (number, QUOTE)))
    model = ComplainingChatModel(quoting=[wrote], pieces=["x"], asked=[], schemas=[], metadata={"finish_reason": end})
    answer = open_with(model).ask(QUESTION)
    assert (answer.text, len(model.schemas), answer.usage.input_tokens) == (f"{TRUE} [1]", 1, 100)
    assert answer.note == (reason and phrase(reason, "hi", llm="ComplainingChatModel"))


def test_a_refusal_in_json_is_one(open_with):
    answer = open_with(quoting(said((phrase("not_found", "hi"),)))).ask(QUESTION)
    assert not answer.found and answer.sentences == ()


USELESS = [
    "",
    "{}",
    '{"sentences": []}',
    '{"sentences": [',
    [NotImplementedError("no response_format")],
    [ValueError("400: response_format is not supported")],
    ['{"sentences": [{"quotes": [', RuntimeError("the grammar broke")],
]


@pytest.mark.parametrize("useless", USELESS)
async def test_where_json_fails_the_model_is_asked_for_text(open_with, number, useless):
    model = quoting(useless, text=f"{TRUE} [{number}]")
    answer = open_with(model).ask(QUESTION)
    assert (answer.text, answer.support, answer.note) == (f"{TRUE} [1]", "grounded", None)
    assert [bool(schema) for schema in model.schemas] == [True, False]
    assert "JSON" not in model.asked[-1][0].content
    again = await open_with(quoting(useless, text=f"{TRUE} [{number}]")).aask(QUESTION)
    assert (again.text, again.sentences) == (answer.text, answer.sentences)


def test_what_was_shown_before_json_failed_counts_no_more(open_with, number):
    wrote = said(("पुतिन मारे गए।", (number, QUOTE)), ("x", (1, "y")))[:-30]
    broken = [*wrote, RuntimeError("the grammar broke")]
    events = list(open_with(quoting(broken, text=f"{TRUE} [{number}]")).stream(QUESTION))
    again = events.index(Status("quoting"))
    assert any(isinstance(event, Token) for event in events[:again])
    assert "".join(event.text for event in events[again:] if isinstance(event, Token)) == events[-1].answer.text
    assert events[-1].answer.text == f"{TRUE} [1]"


@pytest.mark.parametrize("text", [f"{TRUE} [N]", f'{{"answer": "{TRUE}", "citations": [N]}}'])
def test_a_model_that_does_not_keep_to_the_schema_is_taken_at_its_text(open_with, number, text):
    model = quoting(text.replace("N", str(number)))
    answer = open_with(model).ask(QUESTION)
    assert (answer.text, answer.support, len(model.schemas)) == (f"{TRUE} [1]", "grounded", 1)


def test_a_model_that_can_not_be_held_to_a_schema_is_asked_for_text_alone(open_with, number):
    model = saying(f"{TRUE} [{number}]")
    answer = open_with(model).ask(QUESTION)
    assert (answer.text, answer.support, len(model.asked)) == (f"{TRUE} [1]", "grounded", 1)


@pytest.mark.parametrize(
    ("error", "reason"), [(TimeoutError(), "llm_timeout"), (ConnectionError("refused"), "llm_unreachable")]
)
def test_a_model_that_can_not_be_reached_is_not_asked_again(open_with, error, reason):
    model = quoting([error], text="x")
    answer = open_with(model).ask(QUESTION)
    assert answer.note == phrase(reason, "hi", llm="QuotingChatModel") and len(model.schemas) == 1


def test_a_model_that_fails_both_ways_gives_the_quotes(open_with):
    answer = open_with(failing(RuntimeError("no"))).ask(QUESTION)
    assert answer.mode == "extractive" and answer.note
    model = quoting([RuntimeError("no")])
    assert open_with(model).ask(QUESTION).mode == "extractive" and len(model.schemas) == 2


def test_the_tokens_of_both_ways_are_counted(open_with, number):
    answer = open_with(quoting("{}", text=f"{TRUE} [{number}]")).ask(QUESTION)
    assert answer.usage.input_tokens == 200


@pytest.mark.parametrize("language", ["hi", "en"])
def test_the_examples_of_the_prompt_hold_what_they_ask_for(open_with, language):
    search = open_with(None, llm_quotes=False).search(QUESTION, language=language)
    messages = answer_messages(search, search.hits[:1], ["x"], quotes=True)
    sentences = [one for parts in parts_of(messages[2][1], 1000) for one in parts]
    assert len(sentences) == 2
    for sentence in sentences:
        assert all(places_of(quote.text, messages[1][1]) for quote in sentence.quotes)
    _, (refusal,) = parts_of(messages[4][1], 1000)
    assert refusal == QuotedSentence(phrase("not_found", language), ())
