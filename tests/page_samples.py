"""Saved pages of our own, in the manner of Hindi and English news sites, with what a reader should make of them.

Each is the same kind of report in another site's dress: what surrounds an article, and where its title and day stand.
"""

import json
from dataclasses import dataclass, field

HI = (
    "जिला प्रशासन ने सोमवार को बताया कि कोसी नदी का जलस्तर खतरे के निशान से 40 सेंटीमीटर नीचे आ गया है और अब तटबंध सुरक्षित हैं।",
    "अपर समाहर्ता सुनीता झा ने कहा, “हमने 12 राहत शिविरों में 3,400 लोगों के ठहरने की व्यवस्था की है। बच्चों के लिए दूध और दवाइयाँ भी पहुँचा दी गई हैं।”",
    "पिछले सप्ताह लगातार हुई बारिश के कारण सुपौल और सहरसा के 27 गाँवों में पानी घुस गया था, जिससे धान की फ़सल को भारी नुक़सान हुआ।",
    "किसानों का कहना है कि उन्हें प्रति एकड़ कम से कम 15 हज़ार रुपये का मुआवज़ा मिलना चाहिए। सरकार ने सर्वे के लिए सात दिन का समय तय किया है।",
    "मौसम विभाग के अनुसार अगले तीन दिनों तक हल्की बारिश होगी। उसके बाद मौसम साफ़ रहने का अनुमान है और स्कूल गुरुवार से खुल जाएँगे।",
)
EN = (
    "The state electricity board said on Tuesday that it would replace 4,200 old transformers in the hill districts before the winter sets in.",
    "“People have waited three years for a steady supply,” said the board's chairman, R. K. Negi, after a meeting with village heads in Pauri.",
    "The work, which will cost 86 crore rupees, is to begin in Chamoli and Rudraprayag, where snow cut the lines 31 times last year.",
    "Opposition members asked why the tender had been given to a single firm. The minister replied that two others had failed the technical test.",
    "Residents of Joshimath said they would believe it when they saw it. A similar plan was announced in 2019 and never carried out.",
)
HI_TITLE = "कोसी का जलस्तर घटा, तटबंध सुरक्षित; किसानों ने माँगा मुआवज़ा"
EN_TITLE = "Hill districts to get 4,200 new transformers before winter"
HI_LINKS = (
    "बिहार में शराबबंदी पर नया फैसला, जानिए क्या बदलेगा",
    "पटना मेट्रो का पहला चरण अगले साल से चलेगा",
    "सोना हुआ महंगा, चाँदी के भी बढ़े दाम",
)
EN_LINKS = (
    "Five things to know before the markets open",
    "Monsoon session: what was passed and what was not",
    "Actor announces new film with old rival",
)


@dataclass(frozen=True)
class Sample:
    """A page's bytes, and the article in it; or why it holds none."""

    name: str
    data: bytes
    title: str = ""
    published: str | None = None
    text: str = ""
    source: str | None = None
    author: str | None = None
    url: str | None = None
    refused: str = ""
    notes: tuple[str, ...] = field(default=())


def _paragraphs(lines, tag="p"):
    return "".join(f"<{tag}>{line}</{tag}>" for line in lines)


def _menu(links):
    items = "".join(f'<li><a href="/x{number}">{link}</a></li>' for number, link in enumerate(links))
    return f"<ul>{items}</ul>"


def _page(body, head="", lang="hi", title=HI_TITLE + " | नदी समाचार"):
    return f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{body}</body></html>'


def _ld(**values):
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **values}, ensure_ascii=False)}</script>'


def _metas(**values):
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{value}">' for name, value in values.items())


_HI_TEXT, _EN_TEXT = "\n\n".join(HI), "\n\n".join(EN)
_HEADER = '<header><a href="/">होम</a><nav>' + _menu(["राज्य", "देश", "खेल", "मनोरंजन", "ई-पेपर"]) + "</nav></header>"
_FOOTER = "<footer><p>© 2024 नदी समाचार। सर्वाधिकार सुरक्षित</p><a href='/privacy'>Privacy Policy</a></footer>"
_MORE = "<aside class='related'><h3>ये भी पढ़ें</h3>" + _menu(HI_LINKS) + "</aside>"
_MORE_EN = "<div class='you-may-like'><h4>You may also like</h4>" + _menu(EN_LINKS) + "</div>"


def _hindi(name, body, head="", published=None, title=HI_TITLE, **more):
    return Sample(name, _page(body, head).encode(), title, published, more.pop("text", _HI_TEXT), **more)


def _english(name, body, head="", published=None, page_title=EN_TITLE + " - The Hill Post", **more):
    return Sample(name, _page(body, head, "en", page_title).encode(), EN_TITLE, published, more.pop("text", _EN_TEXT), **more)


def _portal():
    head = (
        _ld(
            **{"@type": "NewsArticle"},
            headline=HI_TITLE,
            datePublished="2024-08-19T11:14:00+05:30",
            dateModified="2024-08-20T09:00:00+05:30",
            author={"@type": "Person", "name": "रमेश कुमार"},
            publisher={"@type": "Organization", "name": "नदी समाचार"},
        )
        + '<link rel="canonical" href="https://nadi.example/bihar/supaul/kosi-123.html">'
    )
    body = f"{_HEADER}<h1>{HI_TITLE}</h1><article>{_paragraphs(HI)}</article>{_MORE}{_FOOTER}"
    return _hindi(
        "portal_json_ld",
        body,
        head,
        "2024-08-19",
        source="नदी समाचार",
        author="रमेश कुमार",
        url="https://nadi.example/bihar/supaul/kosi-123.html",
    )


def _blog():
    head = _metas(
        og__type="article",
        og__title=EN_TITLE,
        og__site_name="The Hill Post",
        article__published_time="2023-10-03T04:30:00+00:00",
    )
    comments = "<div id='comments'><h3>2 Comments</h3><div class='comment'><p>Very good news for us, at last.</p></div></div>"
    body = f"<div id='page'><main><article class='post'><header><h1 class='entry-title'>{EN_TITLE}</h1></header><div class='entry-content'>{_paragraphs(EN)}</div></article>{comments}</main><div id='sidebar'>{_menu(EN_LINKS)}</div></div>"
    return _english("blog_open_graph", body, head, "2023-10-03", source="The Hill Post")


def _layout_table():
    cells = f"<table width='100%'><tr><td>{_menu(HI_LINKS)}</td><td><table><tr><td><h1>{HI_TITLE}</h1></td></tr><tr><td>{_paragraphs(HI)}</td></tr></table></td></tr></table>"
    return _hindi("layout_tables", cells)


def _breaks():
    body = f"{_HEADER}<div class='story'><h1>{EN_TITLE}</h1><div class='text'>{'<br><br>'.join(EN)}</div></div>{_MORE_EN}"
    return _english("line_breaks", body, _metas(article__published_time="2022-01-15"), "2022-01-15")


def _joiners():
    more = " उन्\u200dहोंने फर्\u200dज़ी दावे को ग़लत बताया।"
    lines = tuple(line.replace("क्ष", "क्\u200dष").replace("न्न", "न्\u200dन") + more for line in HI)
    article = _paragraphs(lines).replace("उन्\u200dहोंने", "उन्&zwj;होंने", 1)
    return _hindi(
        "zero_width_joiners", f"{_HEADER}<h1>{HI_TITLE}</h1><article>{article}</article>{_FOOTER}", text="\n\n".join(lines)
    )


def _read_aloud():
    hidden = f"<div style='display:none' class='read-aloud'>{_paragraphs(HI)}</div>"
    return _hindi(
        "hidden_read_aloud_copy", f"{_HEADER}<h1>{HI_TITLE}</h1><article>{_paragraphs(HI)}</article>{hidden}{_FOOTER}"
    )


def _also_read():
    links = [f"<p><b>यह भी पढ़ें: <a href='/y'>{link}</a></b></p>" for link in HI_LINKS]
    body = _paragraphs(HI[:2]) + links[0] + _paragraphs(HI[2:4]) + links[1] + _paragraphs(HI[4:])
    return _hindi("links_within", f"{_HEADER}<h1>{HI_TITLE}</h1><article>{body}</article>{_FOOTER}")


def _microdata():
    body = (
        f"<div itemscope itemtype='https://schema.org/NewsArticle'><h1 itemprop='headline'>{EN_TITLE}</h1>"
        f"<time itemprop='datePublished' datetime='2021-12-05T10:00'>5 Dec</time><div itemprop='articleBody'>{_paragraphs(EN)}</div></div>"
    )
    return _english("microdata", body + _MORE_EN, published="2021-12-05")


def _graph():
    graph = [
        {"@type": "WebSite", "name": "नदी समाचार"},
        {"@type": ["NewsArticle", "Article"], "headline": HI_TITLE, "datePublished": "2024-07-01"},
    ]
    body = f"{_HEADER}<div class='b'><h1>नदी समाचार</h1><h1>{HI_TITLE}</h1></div><article>{_paragraphs(HI)}</article>{_FOOTER}"
    return _hindi("two_headings_and_a_graph", body, _ld(**{"@graph": graph}), "2024-07-01", source="नदी समाचार")


def _broken_json():
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2020-02-14T08:00:00Z", "headline": "a "quote" here",}</script>'
    return _english("broken_json_ld", f"<h1>{EN_TITLE}</h1><article>{_paragraphs(EN)}</article>{_MORE_EN}", head, "2020-02-14")


def _amp():
    page = _page(
        f"<h1>{HI_TITLE}</h1><amp-ad></amp-ad><div class='c'>{_paragraphs(HI)}</div>{_MORE}",
        _ld(**{"@type": "NewsArticle"}, headline=HI_TITLE, datePublished="2024-03-09T06:00:00+05:30"),
    )
    return Sample("amp", page.replace("<html ", "<html ⚡ ").encode(), HI_TITLE, "2024-03-09", _HI_TEXT)


def _latin_1():
    lines = tuple(line.replace("“", '"').replace("”", '"') + " Café prices rose by £2." for line in EN)
    page = _page(f"<h1>{EN_TITLE}</h1><article>{_paragraphs(lines)}</article>", "", "en", EN_TITLE).replace(
        'charset="utf-8"', 'charset="iso-8859-1"'
    )
    return Sample("latin_1", page.encode("cp1252"), EN_TITLE, None, "\n\n".join(lines))


def _utf_16():
    return Sample(
        "utf_16", _page(f"<h1>{HI_TITLE}</h1><article>{_paragraphs(HI)}</article>").encode("utf-16"), HI_TITLE, None, _HI_TEXT
    )


def _broken_character():
    data = _page(f"{_HEADER}<h1>{HI_TITLE}</h1><article>{_paragraphs(HI)}</article><p>{HI_LINKS[0]}</p>{_FOOTER}").encode()
    at = data.index("सर्वाधिकार".encode()) + 1
    return Sample("one_broken_character", data[:at] + data[at + 1 :], HI_TITLE, None, _HI_TEXT)


def _list_and_quote():
    points = ("कुल 12 राहत शिविर चलाए जा रहे हैं, जिनमें भोजन की व्यवस्था है।", "नावों की संख्या बढ़ाकर 60 कर दी गई है।")
    items = "".join(f"<li>{point}</li>" for point in points)
    body = f"{_paragraphs(HI[:3])}<ul>{items}</ul><blockquote>{HI[3]}</blockquote>{_paragraphs(HI[4:])}"
    return _hindi(
        "list_and_quotation",
        f"{_HEADER}<h1>{HI_TITLE}</h1><article>{body}</article>{_FOOTER}",
        text="\n\n".join([*HI[:3], *points, *HI[3:]]),
    )


def _no_heading():
    return _english(
        "no_heading",
        f"<div class='article-body'>{_paragraphs(EN)}</div>",
        _metas(og__title=EN_TITLE, og__site_name="The Hill Post"),
        source="The Hill Post",
    )


def _saved_by_browser():
    page = _page(f"<h1>{EN_TITLE}</h1><article>{_paragraphs(EN)}</article>", "", "en", EN_TITLE)
    page = page.replace("<html", "<!-- saved from url=(0033)https://hill.example/2024/power-7 -->\n<html", 1)
    return Sample("saved_by_browser", page.encode(), EN_TITLE, "?", _EN_TEXT, url="https://hill.example/2024/power-7")


def _cut_off():
    page = _page(f"{_HEADER}<h1>{HI_TITLE}</h1><article>{_paragraphs(HI)}").encode()
    at = page.index("स्कूल गुरुवार".encode()) + len("स्कूल गु".encode()) + 1
    kept = "\n\n".join([*HI[:4], HI[4][: HI[4].index("स्कूल गु") + len("स्कूल गु")]])
    return Sample("cut_off", page[:at], HI_TITLE, None, kept, notes=("the page is cut off",))


def _brief():
    head = _ld(**{"@type": "NewsArticle"}, headline=HI_TITLE, datePublished="2024-08-19")
    return _hindi(
        "a_brief", f"{_HEADER}<h1>{HI_TITLE}</h1><article><p>{HI[0]}</p></article>{_FOOTER}", head, "2024-08-19", text=HI[0]
    )


def _no_articles():
    teasers = "".join(
        f"<div><h2><a href='/s{number}'>{link}, {number} बातें जो आपको जाननी चाहिए</a></h2></div>"
        for number, link in enumerate(HI_LINKS * 5)
    )
    cookies = "<p>We and our partners use cookies to store data on your device. You can withdraw your consent at any time.</p><p>Some partners process personal data on the basis of legitimate interest, to which you can object.</p><button>Accept all</button>"
    home = '<link rel="canonical" href="https://nadi.example/">' + _metas(og__type="website")
    video = _ld(**{"@type": "VideoObject"}, name="कोसी का वीडियो", uploadDate="2024-08-01")
    return [
        Sample(
            "home_page", _page(_HEADER + teasers + _FOOTER, home, title="नदी समाचार: ताज़ा ख़बरें").encode(), refused="home page"
        ),
        Sample(
            "listing",
            _page(_HEADER + "<h1>बिहार की ख़बरें</h1>" + teasers, title="बिहार की ख़बरें").encode(),
            refused="a list of articles",
        ),
        Sample(
            "cookie_notice",
            _page(f"<h1>We value your privacy</h1>{cookies}", "", "en", "Hill Post").encode(),
            refused="cookie notice",
        ),
        Sample(
            "placeholder",
            _page(
                "<h1>Just a moment...</h1><p>Enable JavaScript and cookies to continue</p>", "", "en", "Just a moment..."
            ).encode(),
            refused="placeholder",
        ),
        Sample(
            "not_found",
            _page("<h1>404</h1><p>यह पेज नहीं मिला। होम पेज पर जाएँ।</p>", title="404 - पेज नहीं मिला").encode(),
            refused="placeholder",
        ),
        Sample(
            "video_stub",
            _page(
                f"{_HEADER}<h1>देखें: कोसी का वीडियो</h1><video src='/v.mp4'></video>{_FOOTER}", video, title="कोसी का वीडियो"
            ).encode(),
            refused="a video",
        ),
        Sample(
            "empty", _page("<div id='root'></div><script>render()</script>", title="नदी समाचार").encode(), refused="no text"
        ),
    ]


SAMPLES = [
    _portal(), _blog(), _layout_table(), _breaks(), _joiners(), _read_aloud(), _also_read(), _microdata(), _graph(), _broken_json(), _amp(),
    _latin_1(), _utf_16(), _broken_character(), _list_and_quote(), _no_heading(), _saved_by_browser(), _cut_off(), _brief(), *_no_articles(),
]  # fmt: skip
