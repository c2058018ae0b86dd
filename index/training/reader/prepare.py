"""Writes the reader's examples.

python -m index.training.reader.prepare --data ../shared/data --out RUN/examples.jsonl.gz
"""

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from index.training.data import LANGUAGES
from index.training.reader import lexicon, made, negatives, roles, rows, series, statements, switching, tolls, written
from index.training.reader.drawing import SHARES, STATEMENT_SHARES, read_shares
from index.training.reader.examples import Example, write_examples
from index.training.reader.invented.questions import questions as invented_questions
from index.training.reader.invented.reports import statements as invented_statements
from index.training.reader.sources import bilingual_sets, english_sets, paragraphs_to_train_on, parallel_sentences

LISTS = 4000
SERIES = 8000
TOLLS = 8000
ENGLISH_ROLES = 5000  # passages
INVENTED = 3000  # reports


def made_examples(
    data: Path,
    english: list[Example],
    bilingual: list[Example],
    asked: list[Example],
    pairs: list[made.Pair],
    draw: random.Random,
) -> Iterator[Example]:
    """What is made from all of them: negatives, switched and romanised questions, questions by rules, lists."""
    dictionary = lexicon.learn([(pair["en"], pair["hi"]) for pair in pairs])
    print(len(dictionary), "words in the dictionary")
    wrong = list(negatives.confusable([e for e in bilingual if e.group in ("en-en", "hi-hi")], draw, 1, 3))
    yield from wrong
    yield from negatives.translated(wrong, paragraphs_to_train_on(data))
    yield from negatives.confusable([e for e in english if e.group == "en-en"], draw, 0.15, 1)
    yield from negatives.exchanged([*bilingual, *draw.sample(english, 20000)], draw)
    ruled = [*made.hindi_pages(data, draw), *made.across(pairs, draw)]
    yield from ruled
    yield from switching.switched(draw.sample(english, 30000), dictionary, draw)
    yield from switching.switched([e for e in english if e.group == "en-en miss"], dictionary, draw)
    spellings = switching.read_spellings(data)
    names = rows.names_of(spellings)
    listed = [*rows.lists(names, LISTS, draw), *series.series(names, SERIES, draw), *tolls.tolls(names, TOLLS, draw)]
    yield from listed
    hindi = [e for e in [*bilingual, *asked, *draw.sample(ruled, 4000), *draw.sample(listed, 4000)] if e.group.startswith("hi")]
    yield from switching.romanised(hindi, spellings, draw)
    yield from statements.of_pairs(pairs, draw)


def statement_examples(data: Path, english: list[Example], bilingual: list[Example], draw: random.Random) -> Iterator[Example]:
    """Statements about XQuAD's paragraphs, in and across languages, and about some of the English sets'."""
    both = paragraphs_to_train_on(data)
    for _ in range(3):
        yield from statements.of_passages([(en, en) for en, _ in both], "en", draw)
        yield from statements.of_passages([(hi, hi) for _, hi in both], "hi", draw)
        yield from statements.of_passages([(en, hi) for en, hi in both], "en", draw)
        yield from statements.of_passages([(hi, en) for en, hi in both], "hi", draw)
        yield from statements.of_answers([e for e in bilingual if e.group in ("hi-hi", "hi-en")], draw)
    yield from statements.of_passages([(text, text) for text in draw.sample(english_passages(english), 1500)], "en", draw)


def role_examples(data: Path, english: list[Example], pairs: list[made.Pair], draw: random.Random) -> Iterator[Example]:
    """Statements with nouns exchanged, about English sets' passages, Hindi Wikipedia's, and across languages."""
    for text in draw.sample(english_passages(english), ENGLISH_ROLES):
        yield from roles.of_passage(text, "en", draw, 1)
    for texts in made.hindi_paragraphs(data):
        for text in texts:
            yield from roles.of_passage(text, "hi", draw, 2)
    for pair, en, hi in made.stretches(pairs, draw):
        yield from roles.across(pair["en"].strip(), "en", draw.choice((hi, pair["hi"])), draw)
        yield from roles.across(pair["hi"].strip(), "hi", draw.choice((en, pair["en"])), draw)


def invented_examples(pairs: list[made.Pair], data: Path, draw: random.Random) -> Iterator[Example]:
    """Statements and questions about invented reports, between sentences of translated texts."""
    sentences = {language: [pair[language].strip() for pair in pairs] for language in LANGUAGES}
    yield from (example for _, example in invented_statements(INVENTED, draw, sentences))
    asked = list(invented_questions(INVENTED, draw, sentences))
    yield from asked
    hindi = [example for example in asked if example.group.startswith("hi")]
    yield from switching.romanised(draw.sample(hindi, len(hindi) // 8), switching.read_spellings(data), draw)


def english_passages(english: list[Example]) -> list[str]:
    """The passages of the English sets that answer something."""
    return list(dict.fromkeys(example.passage for example in english if example.group == "en-en"))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    draw = random.Random(0)
    english, bilingual = list(english_sets(options.data)), list(bilingual_sets(options.data))
    asked = [*written.questions(options.data), *written.translated_questions(english)]
    stated = [example for _, example in written.statements(options.data)]
    pairs = parallel_sentences(options.data)
    examples = [*english, *bilingual, *asked, *stated, *written.report_questions()]
    examples += made_examples(options.data, english, bilingual, asked, pairs, draw)
    examples += statement_examples(options.data, english, bilingual, draw)
    examples += role_examples(options.data, english, pairs, draw)
    examples += [example for _, example in written.reported()]
    examples += invented_examples(pairs, options.data, draw)
    # Their text may come again in the English sets, with other questions, and in parts among the parallel sentences.
    kept = {example.passage for _, example in written.statements(options.data, held_out=True)}
    examples = [e for e in dict.fromkeys(examples) if e.statement is None or e.passage not in kept]
    counts = Counter(example.group for example in examples)
    if unseen := counts.keys() ^ (read_shares(SHARES) | read_shares(STATEMENT_SHARES)).keys():
        raise SystemExit(f"The groups of examples and those that have a share differ: {', '.join(sorted(unseen))}")
    write_examples(options.out, examples)
    for group, count in sorted(counts.items()):
        print(f"{group:24} {count}")


if __name__ == "__main__":
    main()
