"""A page's text without the page: NFC, plain white space, and no furniture around the report.

Every rule removes whole lines, and only lines that are nothing but furniture; the report keeps its characters.
"""

from index.reading.cleaning.article import Cleaned, clean

__all__ = ["Cleaned", "clean"]
