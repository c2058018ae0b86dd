"""What is furniture is known by its words and its place; what the report says stays."""

from datetime import date
from pathlib import Path

import pytest
from quality.pages import own_pages, score

from index.reading.cleaning import clean
from index.reading.cleaning.signature import signature
from index.reading.files import read_file
from index.text.normalise import normalise

LEAD = "राष्ट्रपति शी जिनपिंग ने गुरुवार को पुतिन से फ़ोन पर बात की।"
REST = "दोनों नेताओं ने व्यापार पर चर्चा की और अगले महीने मिलने का निर्णय लिया।"
LINES = Path(__file__).parent / "data" / "report_lines.txt"
REPORT_LINES = [line for line in LINES.read_text(encoding="utf-8").splitlines()[1:] if line]
PAGES = own_pages()


# The report is not furniture


@pytest.mark.parametrize("line", REPORT_LINES)
@pytest.mark.parametrize("text", ["{0}\n{line}\n{1}", "{0}\n{1}\n{line}", "{line}\n{0}\n{1}", "एक बात\n{line}\nदूसरी बात"])
def test_a_line_of_a_report_with_the_words_of_furniture_stays(line, text):
    cleaned = clean(text.format(LEAD, REST, line=line), title="बैठक")
    assert normalise(line) in cleaned.text.split("\n")
    assert not cleaned.removed and cleaned.source is None and cleaned.published is None


@pytest.mark.parametrize("line", [*REPORT_LINES, "दिसपुर", "Dispur", "She is 23.", "राजधानी दिसपुर है।", "प्याज 52 रुपये"])
def test_an_article_may_be_one_line_or_one_word(line):
    assert clean(line).text == normalise(line)


def test_questions_and_answers_stay_in_their_order():
    lines = ["सवाल: पानी कब आएगा?", "जवाब: मार्च में।", "कितना?", "दो घंटे।", "Q: How long?", "A: Two hours.", "क्यों"]
    assert clean("\n".join(lines), title="बातचीत").text.split("\n") == lines


def test_lists_of_short_lines_stay():
    lines = ["पहला पुरस्कार: सीमा", "दूसरा पुरस्कार: रवि", "आलू 20 रुपये", "Onion ₹52", "0755-2550000", "help@example.in", "23"]
    assert clean("\n".join(lines), title="सूची").text.split("\n") == lines


# Furniture by its place


@pytest.mark.parametrize(
    "line",
    [
        "श्रेणी: विश्व",
        "Category: World",
        "Posted in World",
        "Source: Prabhasakshi",
        "स्रोत: प्रभासाक्षी",
        "← पिछली बैठक की ख़बर",
        "# दिल्ली की राजनीति",
    ],
)
def test_a_line_at_the_edge_goes_with_the_furniture_beside_it(line):
    assert clean(f"{LEAD}\n{REST}\n{line}\nLeave a Reply\nName *").text == f"{LEAD}\n{REST}"
    assert line in clean(f"{LEAD}\n{line}\n{REST}").text


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("दशाश्वमेध घाट पर सफाई करते कर्मचारी - फोटो : एजेंसी", "caption"),
        ("Workers at a tannery in Kanpur. (Photo: PTI)", "caption"),
        ("Men carry ice at the dock. (HT Photo)", "caption"),
        ("संगम पर स्नान करते श्रद्धालु (फाइल फोटो)", "caption"),
        ("इमेज स्रोत, Getty Images", "caption"),
        ("प्रतीकात्मक तस्वीर", "caption"),
        ("ख़बर सुनें", "label"),
        ("खबर सुनें", "label"),
        ("41600 Followers", "label"),
        ("1 min read", "label"),
        ("कॉपी लिंक", "share"),
        ("Follow us on Facebook, Twitter and Instagram", "share"),
        ("यह भी पढ़ें- गंगा पर नया पुल", "another article"),
        ("Also Read | Two held in Kanpur", "another article"),
        ("Story continues below this ad", "advertisement"),
        ("© 2024 Setu Media Limited", "copyright"),
        ("हमारे WhatsApp चैनल से जुड़ें", "share"),
    ],
)
def test_a_line_that_only_a_page_has_goes_anywhere(line, rule):
    cleaned = clean(f"{LEAD}\n{line}\n{REST}", title="बैठक")
    assert cleaned.text == f"{LEAD}\n{REST}"
    assert cleaned.removed == ((rule, normalise(line)),)


@pytest.mark.parametrize(
    "line",
    [
        "डाउनलोड करें सेतु ऐप और पाएं सभी खबरें",
        "ताजा खबरों के लिए ज्वाइन करें हमारा टेलीग्राम चैनल",
        "Subscribe now to continue reading this story",
        "Get the latest news and updates on Kanpur here",
        "We use cookies to give you the best experience on our website",
        "#बिहार #चुनाव2025 #पटना",
        "Updated: Fri, 21 Feb 2025 11:14 AM (IST)",
    ],
)
def test_what_a_site_says_of_itself_goes_from_the_edges_and_stays_in_the_midst(line):
    assert clean(f"{LEAD}\n{REST}\n{line}", title="बैठक").text == f"{LEAD}\n{REST}"
    midst = f"{LEAD}\n{REST}\n{line}\n{LEAD[:-1]} फिर।"
    assert clean(midst, title="बैठक").text == normalise(midst)


@pytest.mark.parametrize("head", ["यह भी पढ़ें", "ये भी पढ़ें:", "Also Read", "You may also like", "सम्बंधित ख़बरें"])
def test_headlines_below_a_head_of_links_go_and_a_heading_stays(head):
    links = "गंगा पर बनेगा छह लेन का नया पुल\nदिल्ली में स्कूलों का समय सोमवार से बदला"
    cleaned = clean(f"{LEAD}\n{head}\n{links}\nआगे क्या होगा\n{REST}", title="बैठक")
    assert cleaned.text == f"{LEAD}\nआगे क्या होगा\n{REST}"


# Signatures


@pytest.mark.parametrize(
    ("line", "author", "day"),
    [
        ("By रवि प्रकाश Edited By: सीमा झा Updated: Fri, 21 Feb 2025 11:14 AM (IST)", "रवि प्रकाश", date(2025, 2, 21)),
        (
            "न्यूज डेस्क, सेतु, वाराणसी Published by: अनुराग मिश्र Updated Tue, 12 Nov 2024 10:30 AM IST",
            "अनुराग मिश्र",
            date(2024, 11, 12),
        ),
        ("Publish Date:Sat, 28 Nov 2020 01:34 PM (IST)Author: Brijesh Srivastava", "Brijesh Srivastava", date(2020, 11, 28)),
        ("प्रकाशित: 12 नवम्बर 2024, 10:30 IST", None, date(2024, 11, 12)),
        ("प्रकाशित: १२ नवंबर २०२४", None, date(2024, 11, 12)),
        ("अपडेटेड 12 अक्\u200dटूबर 2024", None, date(2024, 10, 12)),
        ("PTI | July 9, 2020 | Updated 08:24 IST", None, date(2020, 7, 9)),
        ("Last Updated : Apr 08, 2020 05:08 PM IST | Source: PTI", None, date(2020, 4, 8)),
        ("प्रविष्टि तिथि: 12 NOV 2024 5:30PM by PIB Delhi", None, date(2024, 11, 12)),
        ("Written by Ritu Sharma", "Ritu Sharma", None),
        ("लेखक: महेंद्र राठौड़", "महेंद्र राठौड़", None),
        ("First published on: 12-11-2024 at 09:58 IST", None, date(2024, 11, 12)),
        ("6 min read · Nov 3, 2024", None, date(2024, 11, 3)),
    ],
)
def test_a_signature_says_who_wrote_and_when(line, author, day):
    found = signature(normalise(line))
    assert found is not None and found.is_labelled
    assert (found.author, found.day) == (author and normalise(author), day)


@pytest.mark.parametrize(
    "line",
    [
        "By the river",
        "By Monday, all shops were open",
        "संतोष ने पत्र लिखा",
        "31 फरवरी 2024",
        "12:30",
        "लेखक संघ",
        "Published works",
    ],
)
def test_what_signs_nothing_is_no_signature(line):
    found = signature(normalise(line))
    assert found is None or not (found.is_labelled or found.day)


def test_a_signature_gives_author_and_day_and_goes():
    cleaned = clean(f"शी ने पुतिन से बात की\n\nBy रवि प्रकाश\nUpdated: Fri, 21 Feb 2025 11:14 AM (IST)\n\n{LEAD}\n{REST}")
    assert (cleaned.author, cleaned.published, cleaned.text) == ("रवि प्रकाश", date(2025, 2, 21), f"{LEAD}\n{REST}")
    assert [rule for rule, _ in cleaned.removed] == ["byline", "dateline"]


def test_of_two_days_the_first_is_that_of_publication():
    assert clean(f"12 नवंबर 2024\nअपडेटेड 13 नवंबर 2024\n{LEAD}\n{REST}", title="बैठक").published == date(2024, 11, 12)


def test_the_days_of_a_chronicle_stay():
    text = f"12 नवंबर 2024\n{LEAD}\n13 नवंबर 2024\n{REST}"
    assert (clean(text, title="बैठक").text, clean(text, title="बैठक").published) == (text, None)


@pytest.mark.parametrize("opening", ["नई दिल्ली, 12 नवंबर 2024: ", "NEW DELHI, Nov 12, 2024 (PTI): ", "पटना, 12 नवम्बर 2024 – "])
def test_the_day_that_opens_a_report_is_its_own_and_stays(opening):
    cleaned = clean(f"{opening}{LEAD}\n{REST}", title="बैठक")
    assert (cleaned.published, cleaned.text) == (date(2024, 11, 12), f"{opening}{LEAD}\n{REST}")


@pytest.mark.parametrize("opening", ["नई दिल्ली, 12 नवंबर: ", "12 नवंबर 2024 को ", "साल 2024: "])
def test_a_day_without_a_year_or_in_a_sentence_is_none(opening):
    assert clean(f"{opening}{LEAD}\n{REST}", title="बैठक").published is None


def test_a_day_to_come_is_none():
    assert clean(f"Updated: 12 Nov 2999\n{LEAD}\n{REST}", title="बैठक").published is None


# Pages that were pasted whole


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_pasted_page_loses_no_line_of_its_report(page):
    cleaned = clean(page.text)
    assert score(page, cleaned.text).lost == []
    assert cleaned.title == page.title
    assert (cleaned.published, cleaned.author) == (page.published, page.author)


def test_pasted_pages_keep_little_else():
    scores = [score(page, clean(page.text).text) for page in PAGES]
    assert len(scores) >= 30
    assert sum(each.precision for each in scores) / len(scores) >= 0.9
    assert sum(each.recall for each in scores) / len(scores) >= 0.995


@pytest.mark.parametrize("page", PAGES[::5], ids=lambda page: page.name)
def test_what_went_is_recorded_with_its_rule(page):
    cleaned = clean(page.text)
    kept = set(cleaned.text.split("\n"))
    gone = [
        line for line in map(normalise, page.text.split("\n")) if line.strip() and line not in kept and line != cleaned.title
    ]
    assert set(gone) <= {line for _, line in cleaned.removed}
    assert all(rule for rule, _ in cleaned.removed)


@pytest.mark.parametrize("page", PAGES[::5], ids=lambda page: page.name)
def test_a_cleaned_page_is_clean(page):
    cleaned = clean(page.text)
    assert clean(cleaned.text, title=cleaned.title).text == cleaned.text


@pytest.mark.parametrize(
    "dateline", ["प्रकाशित: 12 नवम्बर 2024, 10:30 IST", "12 नवंबर 2024", "Updated: Tue, 12 Nov 2024 11:14 AM (IST)"]
)
def test_a_saved_page_without_data_has_the_day_that_it_shows(tmp_path, dateline):
    paragraphs = "".join(f"<p>{LEAD} {REST} {word} बार यह बात कही गई।</p>" for word in ("पहली", "दूसरी", "तीसरी", "चौथी"))
    page = (
        "<html><head><title>नेताओं ने व्यापार पर चर्चा की</title></head><body><ul><li>होम</li><li>देश</li></ul>"
        f"<h1>नेताओं ने व्यापार पर चर्चा की</h1><div>लेखक: रवि प्रकाश</div><div>{dateline}</div>{paragraphs}"
        "<ul><li>31 अक्टूबर 2024 की बड़ी ख़बर यह रही</li></ul><footer>© 2026 सेतु</footer></body></html>"
    )
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (article,) = read_file(tmp_path / "a.html")
    assert (article.published, article.date_source, article.author) == (date(2024, 11, 12), "dateline", "रवि प्रकाश")


def test_a_first_line_above_a_signature_is_the_headline():
    cleaned = clean(f"गंगा पर बनेगा पुल\nनवदिन ब्यूरो, पटना\n12 Nov 2024 10:30 AM IST\n{LEAD}\n{REST}")
    assert (cleaned.title, cleaned.text, cleaned.author) == ("गंगा पर बनेगा पुल", f"{LEAD}\n{REST}", None)
    assert clean(f"यह वाक्य है।\n12 Nov 2024 10:30 AM IST\n{LEAD}\n{REST}").text == f"यह वाक्य है।\n{LEAD}\n{REST}"


def test_the_steps_of_a_list_stay():
    steps = "1. Download the app.\n2. Sign in to continue.\n3. Click here to join the channel.\n4. Pay Rs 100."
    assert clean(f"How to apply\n\n{steps}").text == steps
