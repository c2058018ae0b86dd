"""From when until when something is so, and what happens at either end of it."""

import pytest

from assistant.generative.checks.ends import at_other_end, at_same_end

MUSEUM = "The museum is open from 10 am to 6 pm."
WATER = "पानी की आपूर्ति सुबह 10 बजे से दोपहर 1 बजे तक बंद रहेगी।"
GUPTA = "Ramesh Gupta was chief secretary from 2012 to 2018."
FAIR = "The book fair runs from Monday to Friday in Patna."
SHUT = "Schools will be closed from 5 to 12 June."


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        *[("The museum opens at 6 pm.", MUSEUM), ("The museum closes at 10 am.", MUSEUM), ("It is open until 10 am.", MUSEUM)],
        *[("संग्रहालय शाम 6 बजे खुलता है।", MUSEUM), ("संग्रहालय सुबह 10 बजे बंद होता है।", MUSEUM)],
        *[("The museum is open from 6 pm to 10 am.", MUSEUM), ("The museum is closed until 6 pm.", MUSEUM)],
        *[("पानी दोपहर 1 बजे से बंद रहेगा।", WATER), ("पानी 10 बजे तक बंद रहेगा।", WATER), ("Water is off until 10 am.", WATER)],
        *[("Water will be available until 1 pm.", WATER), ("Water will be off from 1 pm.", WATER)],
        *[("Gupta became chief secretary in 2018.", GUPTA), ("Gupta was chief secretary until 2012.", GUPTA)],
        *[("गुप्ता 2018 से मुख्य सचिव थे।", GUPTA), ("Gupta resigned in 2012.", GUPTA)],
        *[("The fair begins on Friday.", FAIR), ("मेला सोमवार को समाप्त होगा।", FAIR), ("मेला शुक्रवार से शुरू होगा।", FAIR)],
        *[("Schools reopen on 5 June.", SHUT), ("स्कूल 12 जून से बंद रहेंगे।", SHUT), ("Schools close on 12 June.", SHUT)],
        ("दुकान 5 बजे खुलती है।", "दुकान 9 से 5 बजे तक खुली रहती है।"),
        ("The festival ended on 3 March.", "The festival was held between 3 March and 9 March."),
        ("Trains will not run until 11 pm.", "Trains will not run from 11 pm to 4 am."),
        ("The office opens at 5 pm.", "The office is open Monday to Thursday, 9 am to 5 pm."),
        ("The war began in 1995.", "The war lasted from 1992 to 1995."),
        ("युद्ध 1992 में समाप्त हुआ।", "युद्ध 1992 से 1995 तक चला।"),
        ("The market shuts at 9 am.", "The market works 9 am - 7 pm."),
        ("The course ends in April.", "The course runs from April to July."),
    ],
)
def test_what_begins_where_something_ends_is_told_otherwise(claim, sentence):
    assert at_other_end(claim, sentence)


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        *[("The museum opens at 10 am.", MUSEUM), ("The museum closes at 18:00.", MUSEUM), ("It is open until 6 pm.", MUSEUM)],
        *[("संग्रहालय शाम 6 बजे बंद होता है।", MUSEUM), ("The museum does not open until 10 am.", MUSEUM)],
        *[("पानी 10 बजे बंद होगा।", WATER), ("Water returns at 1 pm.", WATER), ("Water will be available from 1 pm.", WATER)],
        *[("Water will be available until 10 am.", WATER), ("Water will be off after 10 am.", WATER)],
        *[("Gupta was chief secretary in 2018.", GUPTA), ("Gupta resigned in 2018.", GUPTA), ("गुप्ता 2012 में बने।", GUPTA)],
        *[("The fair is open on Friday.", FAIR), ("The fair ends on Friday.", FAIR), ("मेला सोमवार से होगा।", FAIR)],
        *[
            ("Schools will be closed on 12 June.", SHUT),
            ("Schools reopen after 12 June.", SHUT),
            ("स्कूल 12 जून को बंद रहेंगे।", SHUT),
        ],
        ("The match begins on Friday.", "The match was moved from Monday to Friday."),
        ("परीक्षा शुक्रवार से शुरू होगी।", "परीक्षा सोमवार से बदलकर शुक्रवार कर दी गई।"),
        ("Gupta became governor in 2018.", "Gupta was secretary from 2012 to 2018 and became governor in 2018."),
        ("Banks will close on Thursday.", "The strike goes on from Tuesday to Thursday."),
        ("The road reopened in 2017.", "The road was closed from 2015 until 2017."),
        ("It begins at 5.", "From 5 to 7 people came."),
        ("The shop opens at 10.", "दुकान रात 10 बजे से सुबह 10 बजे तक खुली रहती है।"),
        ("The office closes at 5 pm.", "The office is open Monday to Thursday, 9 am to 5 pm."),
        ("He left at 6 pm.", "He worked there."),
    ],
)
def test_what_happens_at_its_own_end_is_told_so(claim, sentence):
    assert not at_other_end(claim, sentence)


@pytest.mark.parametrize(
    ("claim", "sentence", "same"),
    [
        ("The museum closes at 6 pm.", MUSEUM, True),
        ("संग्रहालय शाम 6 बजे बंद होता है।", MUSEUM, True),
        ("The road reopened in 2017.", "The road was closed from 2015 until 2017.", True),
        ("The museum closes at 10 am.", MUSEUM, False),
        ("The museum is closed.", MUSEUM, False),
        ("The museum closes at 6 pm.", "The museum opens at 6 pm.", False),
    ],
)
def test_what_is_open_until_a_time_closes_then(claim, sentence, same):
    assert at_same_end(claim, sentence) == same
