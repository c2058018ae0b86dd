"""Web addresses in text, and taking out those that the articles don't have."""

from collections.abc import Iterable

import regex

# With a scheme, or a host that ends as hosts do: a full stop without a space ("said.The") is none. Of a name of many parts the
# last ten are enough to tell.
_LINK = regex.compile(
    r"""
    (?: \b [\p{Latin}\p{Nd}+.-]{1,20} :// | \b www\. | \b (?: javascript | data | mailto | tel | file | vbscript ) : ) \S*
    | (?<! [\p{L}\p{N}_-] ) (?: [\p{L}\p{N}_-]++ [.。] ){1,10} (?:
        [\p{L}\p{N}-]+ / \S*
        | (?: com | org | net | in | io | co | info | biz | edu | gov | int | app | dev | xyz | top | site | online | shop
            | live | club | ai | me | tv | us | uk | ru | cn | pk | bd | np | lk | de | fr | eu | example | test | invalid
            | भारत )
          (?! [\p{L}\p{N}] ) \S*
      )
    """,
    regex.VERBOSE | regex.IGNORECASE,
)
_AROUND = "()[]{}<>\"'“”‘’«»*_`.,;:!?।॥|"
_CLOSING = regex.compile(r"(?<![।॥.!?])[।॥.!?]++$")


def links(text: str) -> set[str]:
    """The addresses in a text, in lower case, without the punctuation around them."""
    return {match[0].strip(_AROUND).lower() for match in _LINK.finditer(text)}


class LinkFilter:
    """Lets through the addresses that some texts have."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._known = frozenset(link for text in texts for link in links(text))

    def clean(self, word: str) -> str:
        """The word, or what closes it where it holds an address that no text has."""
        if links(word) <= self._known:
            return word
        closing = _CLOSING.search(word)
        return closing[0] if closing else ""
