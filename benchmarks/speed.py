"""Speed of the whole chain, stage by stage, beside natasha's own pipeline on the same texts in the same run.

usage: python benchmarks/speed.py [FOLDER of .txt] [--model none]

One thread, process CPU time. Every second article warms caches; the others are measured, once each, the
rivals taking turns article by article.
"""

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from letopis.threads import default_to_one_thread

ARTICLES = Path(__file__).parents[1] / "corpus" / "articles"
PUBLISHED = "2025-03-12"


class Clock:
    """CPU seconds by name."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def run(self, name: str, work: Callable[[], Any]) -> Any:
        """The result of `work`, its time added under `name`."""
        start = time.process_time()
        found = work()
        self.seconds[name] += time.process_time() - start
        return found

    def total(self) -> float:
        """Seconds in all."""
        return sum(self.seconds.values())


class Natasha:
    """natasha's pipeline as its README has it; imported late, after the threads are set."""

    def __init__(self) -> None:
        import natasha

        embedding = natasha.NewsEmbedding()
        self._doc = natasha.Doc
        self._segmenter = natasha.Segmenter()
        self._morphology = natasha.NewsMorphTagger(embedding)
        self._syntax = natasha.NewsSyntaxParser(embedding)
        self._names = natasha.NewsNERTagger(embedding)
        self._vocabulary = natasha.MorphVocab()
        self._dates = natasha.DatesExtractor(self._vocabulary)

    def __call__(self, text: str, clock: Clock) -> None:
        """All steps over one text."""
        doc = self._doc(text)
        clock.run("segmentation", lambda: doc.segment(self._segmenter))
        clock.run("morphology", lambda: doc.tag_morph(self._morphology))
        clock.run("lemmas", lambda: [token.lemmatize(self._vocabulary) for token in doc.tokens])
        clock.run("syntax", lambda: doc.parse_syntax(self._syntax))
        clock.run("NER", lambda: doc.tag_ner(self._names))
        clock.run("names normalised", lambda: [span.normalize(self._vocabulary) for span in doc.spans])
        clock.run("dates", lambda: list(self._dates(text)))


class Letopis:
    """The chain of `letopis extract`."""

    def __init__(self, model: str | None) -> None:
        from letopis.extractor import Extractor
        from letopis.settings import Settings

        self._settings = Settings(model=model) if model else Settings()
        self._stages = Extractor(self._settings)._stages

    def __call__(self, text: str, clock: Clock) -> int:
        """All stages over one text; the number of its tokens."""
        from letopis.document import Article, Document
        from letopis.ids import sha256_text
        from letopis.record import build_record

        document = Document(Article("benchmark", text, sha256_text(text), published=PUBLISHED))
        for stage in self._stages:
            clock.run(stage.name, partial(stage, [document]))
        record = clock.run("record", lambda: build_record(document, self._settings))
        clock.run("record", record.model_dump_json)
        return sum(len(sentence.tokens) for sentence in document.sentences)


class Inside:
    """Puts a clock around the steps of the language stage."""

    def __init__(self) -> None:
        self.clock = Clock()
        from letopis.language import stage
        from letopis.language.packed import PackedModels, models

        self._watch(stage, "split_blocks", "segmentation")
        self._watch(stage, "split_sentences", "segmentation")
        self._watch(PackedModels, "_states", "three networks")
        self._watch(models, "decode_tags", "morphology: tags")
        self._watch(models, "decode_heads", "syntax: heads")
        self._watch(models, "decode_relations", "syntax: relations")
        self._watch(models, "decode_chain", "NER: Viterbi")

    def _watch(self, owner: Any, name: str, label: str) -> None:
        work = getattr(owner, name)
        setattr(owner, name, lambda *args: self.clock.run(label, lambda: work(*args)))


def measure(texts: list[str], model: str | None) -> None:
    """Print milliseconds per 1,000 tokens of every step, tokens a second of the wholes, and the ratios."""
    ours, theirs, inside = Letopis(model), Natasha(), Inside()
    for text in texts[::2]:
        ours(text, Clock())
        theirs(text, Clock())
    inside.clock.seconds.clear()
    tokens, mine, other = 0, Clock(), Clock()
    for text in texts[1::2]:
        tokens += ours(text, mine)
        theirs(text, other)
    print(f"{len(texts[1::2])} texts, {tokens} tokens, one thread; CPU milliseconds per 1,000 tokens")
    report("letopis", mine, tokens)
    report("inside letopis' language stage", inside.clock, tokens)
    report("natasha", other, tokens)
    whole, rival = mine.total(), other.total()
    undated = rival - other.seconds["dates"]
    print(f"letopis, whole chain      {tokens / whole:8.0f} tokens/s")
    print(f"natasha, all of it        {tokens / rival:8.0f} tokens/s   letopis {rival / whole:5.2f} times its rate")
    print(f"natasha, without dates    {tokens / undated:8.0f} tokens/s   letopis {undated / whole:5.2f} times its rate")


def report(title: str, clock: Clock, tokens: int) -> None:
    """One table."""
    print(f"\n{title}")
    for name, spent in clock.seconds.items():
        print(f"  {name:24}{1e6 * spent / tokens:8.2f}")
    print(f"  {'together':24}{1e6 * clock.total() / tokens:8.2f}\n")


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=ARTICLES)
    parser.add_argument("--model", help="none, or the path of other weights than the packaged ones")
    options = parser.parse_args()
    texts = [path.read_bytes().decode("utf-8") for path in sorted(options.folder.rglob("*.txt"))]
    if len(texts) < 2:
        parser.error(f"{options.folder}: at least two .txt files are needed")
    default_to_one_thread()
    measure(texts, options.model)
    return 0


if __name__ == "__main__":
    sys.exit(main())
