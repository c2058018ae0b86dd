"""Lines that the pages of one source share are learned from the collection."""

import sys
from dataclasses import replace

import pytest

from assistant.cli import main
from index.building.build import build
from index.models import Article
from index.reading.cleaning.collection import REPEATED, RepeatedLines
from index.storage.local import Index

REPORTS = [
    "रांची में मंगलवार को 42 मिमी बारिश हुई और कई इलाकों में पानी भर गया।",
    "धनबाद की खदान में काम करने वाले मजदूरों ने सोमवार को हड़ताल समाप्त कर दी।",
    "पलामू के तीन गांवों में पहली बार बिजली पहुंची और लोगों ने दीये जलाए।",
    "The Damodar dam released water on Friday after two days of rain upstream.",
    "हजारीबाग के एक स्कूल ने अपनी शताब्दी मनाई और पुराने छात्र लौटकर आए।",
    "कोडरमा में अभ्रक की पुरानी खान को संग्रहालय बनाने का प्रस्ताव रखा गया है।",
]
HEAD, FOOT = "आंचल दर्पण की खास पेशकश", "दर्पण परिवार से मिलिए"


def pages(*, count=4, head=HEAD, foot=FOOT, source="darpan.example"):
    more = "उन्होंने यह भी बताया कि काम जारी है।"
    return [
        Article(str(number), report[:20], f"{head}\n{report}\n{report} {more}\n{foot}", "hi", source=source)
        for number, report in enumerate(REPORTS[:count])
    ]


def cleaned(articles, known=()):
    lines = RepeatedLines(known)
    for article in articles:
        lines.see(article)
    return [lines.without(article) for article in articles]


def test_a_line_at_the_edge_of_several_pages_of_a_source_goes_and_is_recorded():
    for article in cleaned(pages()):
        assert HEAD not in article.text and FOOT not in article.text
        assert article.removed == ((REPEATED, HEAD), (REPEATED, FOOT))
        assert article.text.endswith("काम जारी है।")


def test_a_line_of_two_pages_stays():
    assert cleaned(pages(count=2)) == pages(count=2)


def test_a_line_of_several_sources_stays():
    articles = [replace(article, source=f"{article.id}.example") for article in pages()]
    assert cleaned(articles) == articles


def test_articles_of_no_source_keep_their_lines():
    articles = pages(source=None)
    assert cleaned(articles) == articles


def test_pages_that_were_pasted_are_of_one_source_by_their_copyright():
    articles = [replace(article, removed=(("copyright", f"© 201{article.id} Darpan Media"),)) for article in pages(source=None)]
    assert all(HEAD not in article.text for article in cleaned(articles))


def test_a_repeated_sentence_stays_until_half_of_many_pages_have_it():
    sentence = "बाघों की गणना हर चार साल में एक बार पूरे देश में की जाती है।"
    assert all(sentence in article.text for article in cleaned(pages(foot=sentence, count=5)))
    assert all(sentence not in article.text for article in cleaned(pages(foot=sentence, count=6)))


def test_rows_and_lines_with_numbers_stay():
    for line in ("हेल्पलाइन: राज्य कार्यालय", "फसल | भाव", "टोल फ्री 1800 200 300"):
        assert all(line in article.text for article in cleaned(pages(foot=line)))


def test_a_line_in_the_midst_of_a_report_stays():
    articles = [replace(article, text=f"{article.text.split(chr(10))[1]}\nक्या है मामला\n{REPORTS[0]}") for article in pages()]
    assert all("क्या है मामला" in article.text for article in cleaned(articles))


def test_a_near_copy_of_other_articles_stays_whole():
    articles = [
        Article(str(year), f"बाघ {year}", f"बाघों की गणना\nमुख्य बातें\n{year} में संख्या बढ़ी।", "hi", source="a.example")
        for year in range(4)
    ]
    assert cleaned(articles) == articles


def test_a_new_page_of_a_source_loses_what_the_build_before_has_learned():
    known = cleaned(pages())
    (new,) = cleaned([replace(pages(count=6)[5], id="new")], known)
    assert HEAD not in new.text and FOOT not in new.text


def test_the_pages_of_a_print_keep_their_places():
    article = replace(pages()[0], pages=(0, len(HEAD) + 1 + len(REPORTS[0]) + 1))
    lines = RepeatedLines()
    for each in pages():
        lines.see(each)
    found = lines.without(article)
    assert found.pages[0] == 0
    assert found.text[found.pages[1] :].startswith(REPORTS[0])


# In a build


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "pages").mkdir()
    for article in pages():
        name = tmp_path / "pages" / f"{article.id}.md"
        name.write_text(f"---\ntitle: {article.title}\nsource: {article.source}\n---\n{article.text}", encoding="utf-8")
    return tmp_path / "pages"


def texts(path):
    return [article.text for article in Index.open(path).articles()]


def test_a_build_learns_and_the_next_one_finds_nothing_changed(folder, tmp_path, fake_embedder):
    path = tmp_path / "index"
    build([folder], path, embedder=fake_embedder)
    assert all(HEAD not in text and FOOT not in text for text in texts(path))
    report = build([folder], path, embedder=fake_embedder)
    assert (report.changed, report.unchanged) == (0, 4)


def test_a_file_that_is_read_alone_is_cleaned_as_it_was_among_the_others(folder, tmp_path, fake_embedder):
    path = tmp_path / "index"
    build([folder], path, embedder=fake_embedder)
    changed = folder / "0.md"
    changed.write_text(changed.read_text(encoding="utf-8").replace("42 मिमी", "43 मिमी"), encoding="utf-8")
    report = build([changed], path, embedder=fake_embedder)
    assert (report.changed, report.unchanged) == (1, 3)
    assert all(HEAD not in text and FOOT not in text for text in texts(path))


def test_what_went_can_be_listed(folder, tmp_path, fake_embedder, monkeypatch, capsys):
    path = tmp_path / "index"
    build([folder], path, embedder=fake_embedder)
    article_id = next(Index.open(path).articles()).id
    monkeypatch.setattr(sys, "argv", ["assistant", "articles", "show", article_id, "--removed", "--index", str(path)])
    with pytest.raises(SystemExit):
        main()
    assert f"{REPEATED}\t{HEAD}" in capsys.readouterr().out
