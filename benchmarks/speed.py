"""Speed of the whole chain, stage by stage, beside natasha's own pipeline on the same texts in the same run.

usage: python benchmarks/speed.py [FOLDER of .txt] [--model none] [--workers [ARTICLES]] [--lengths]

Each rival has a process of its own, one thread, and set up as its users have it; they take turns batch by batch, of
as many articles as `letopis extract` hands to a stage at a time (natasha's pipeline takes them one by one), and what
counts is the CPU time of the process. Every second article warms caches; the others are measured, once each.
`--workers` times `letopis extract` with two workers against one, and what the machine allows (wall clock: wants an
idle machine); `--lengths` the cost of a token in articles of 500 to 200,000 characters.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib import import_module
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from letopis.threads import default_to_one_thread

ARTICLES = Path(__file__).parents[1] / "corpus" / "articles"
PUBLISHED = "2025-03-12"
LENGTHS = (500, 2_000, 10_000, 50_000, 200_000)
ROUNDS = 3
Seconds = defaultdict[str, float]


class Clock:
    """CPU seconds by name."""

    def __init__(self) -> None:
        self.seconds: Seconds = defaultdict(float)

    def run(self, name: str, work: Callable[[], Any]) -> Any:
        """The result of `work`, its time added under `name`."""
        start = time.process_time()
        found = work()
        self.seconds[name] += time.process_time() - start
        return found


Pipeline = Callable[[Sequence[str], Clock], int]


class Natasha:
    """natasha's pipeline as its README has it, with Python's own settings."""

    def __init__(self) -> None:
        import natasha

        # It lets pymorphy2 find its dictionary on a machine without setuptools.
        import_module("letopis.language.morphology")

        embedding = natasha.NewsEmbedding()
        self._doc = natasha.Doc
        self._segmenter = natasha.Segmenter()
        self._morphology = natasha.NewsMorphTagger(embedding)
        self._syntax = natasha.NewsSyntaxParser(embedding)
        self._names = natasha.NewsNERTagger(embedding)
        self._vocabulary = natasha.MorphVocab()
        self._dates = natasha.DatesExtractor(self._vocabulary)

    def __call__(self, texts: Sequence[str], clock: Clock) -> int:
        """All steps over each text; the number of their tokens."""
        return sum(self._read(text, clock) for text in texts)

    def _read(self, text: str, clock: Clock) -> int:
        doc = self._doc(text)
        clock.run("segmentation", lambda: doc.segment(self._segmenter))
        clock.run("morphology", lambda: doc.tag_morph(self._morphology))
        clock.run("lemmas", lambda: [token.lemmatize(self._vocabulary) for token in doc.tokens])
        clock.run("syntax", lambda: doc.parse_syntax(self._syntax))
        clock.run("NER", lambda: doc.tag_ner(self._names))
        clock.run("names normalised", lambda: [span.normalize(self._vocabulary) for span in doc.spans])
        clock.run("dates", lambda: list(self._dates(text)))
        return len(doc.tokens)


class Letopis:
    """The chain of `letopis extract`, set up as a worker process is."""

    def __init__(self, model: str | None) -> None:
        from letopis.extractor import Extractor
        from letopis.garbage import collect_rarely, keep_loaded
        from letopis.settings import Settings

        collect_rarely()
        self._settings = Settings(model=model) if model else Settings()
        self._stages = Extractor(self._settings)._stages
        keep_loaded()

    def __call__(self, texts: Sequence[str], clock: Clock) -> int:
        """All stages over one batch of texts; the number of their tokens."""
        from letopis.document import Article, Document
        from letopis.ids import sha256_text
        from letopis.record import build_record

        articles = [Article("benchmark", text, sha256_text(text), published=PUBLISHED) for text in texts]
        documents = [Document(article, traced=False) for article in articles]
        for stage in self._stages:
            clock.run(stage.name, partial(stage, documents))
        for document in documents:
            record = clock.run("record", partial(build_record, document, self._settings))
            clock.run("record", record.model_dump_json)
        return sum(len(sentence.tokens) for document in documents for sentence in document.sentences)


class Rival:
    """A pipeline in a process of its own: `ask` adds a batch's tokens and seconds by step."""

    def __init__(self, make: Callable[[], Pipeline]) -> None:
        self._connection, theirs = get_context("spawn").Pipe()
        self._process = get_context("spawn").Process(target=serve, args=(theirs, make), daemon=True)
        self._process.start()
        theirs.close()  # or its death would not be seen
        self.memory: float = self._connection.recv()
        self.tokens = 0
        self.seconds: Seconds = defaultdict(float)

    def ask(self, texts: Sequence[str], counts: bool = True) -> None:
        """Give it one batch of texts; its figures are kept when it `counts`."""
        self._connection.send(texts)
        tokens, seconds, self.memory = self._connection.recv()
        if counts:
            self.tokens += tokens
            for name, spent in seconds.items():
                self.seconds[name] += spent

    def cost(self, without: str = "") -> float:
        """CPU milliseconds per 1,000 tokens, all steps but one."""
        return 1e6 * sum(spent for name, spent in self.seconds.items() if name != without) / self.tokens


def serve(connection: Connection, make: Callable[[], Pipeline]) -> None:
    """In the process: build the pipeline, then answer batch by batch with tokens, seconds and peak MB."""
    default_to_one_thread()
    work = make()
    connection.send(peak())
    while True:
        try:
            texts = connection.recv()
        except EOFError:  # the benchmark is over
            return
        clock = Clock()
        connection.send((work(texts, clock), clock.seconds, peak()))


def peak() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def compare(texts: list[str], model: str | None) -> None:
    """Print milliseconds per 1,000 tokens of every step, tokens a second of the wholes, and the ratios."""
    ours, theirs = Rival(partial(Letopis, model)), Rival(Natasha)
    for batch in batches(texts[::2]):
        ours.ask(batch, counts=False)
        theirs.ask(batch, counts=False)
    for batch in batches(texts[1::2]):
        ours.ask(batch)
        theirs.ask(batch)
    print(f"{len(texts) // 2} texts, {ours.tokens} tokens, one thread; CPU milliseconds per 1,000 tokens")
    report("letopis", ours)
    report("natasha", theirs)
    mine, dated, undated = ours.cost(), theirs.cost(), theirs.cost(without="dates")
    print(f"letopis, whole chain      {1e6 / mine:8.0f} tokens/s")
    print(f"natasha, all of it        {1e6 / dated:8.0f} tokens/s   letopis {dated / mine:5.2f} times its rate")
    print(f"natasha, without dates    {1e6 / undated:8.0f} tokens/s   letopis {undated / mine:5.2f} times its rate")
    times = 1e6 * ours.seconds["times"] / ours.tokens
    print(f"times: {100 * times / mine:.1f} % of the chain, {(dated - undated) / times:.0f} times natasha's dates")


def report(title: str, rival: Rival) -> None:
    """One table."""
    print(f"\n{title}: peak memory {rival.memory:.0f} MB")
    for name, spent in rival.seconds.items():
        print(f"  {name:24}{1e6 * spent / rival.tokens:8.2f}")
    print(f"  {'together':24}{rival.cost():8.2f}\n")


def compare_lengths(texts: list[str], model: str | None) -> None:
    """Print the cost of a token in articles of several lengths, all made of the same texts, all words seen before.

    The lengths take turns, as the machine's speed drifts by more than they differ.
    """
    ours = Rival(partial(Letopis, model))
    for batch in batches(texts):
        ours.ask(batch, counts=False)
    print("CPU milliseconds per 1,000 tokens by length of the article in characters; words seen before")
    whole = "\n\n".join(texts)
    counted: dict[int, tuple[int, Seconds]] = {length: (0, defaultdict(float)) for length in LENGTHS}
    for _ in range(ROUNDS):
        for length in LENGTHS:
            ours.tokens, ours.seconds = counted[length]
            for batch in batches(pieces(whole, length)):
                ours.ask(batch)
            counted[length] = ours.tokens, ours.seconds
    for length in LENGTHS:
        ours.tokens, ours.seconds = counted[length]
        steps = "  ".join(f"{name} {1e6 * spent / ours.tokens:.1f}" for name, spent in ours.seconds.items())
        print(f"{length:9,}{ours.cost():8.1f}   {steps}")
    print(f"peak memory {ours.memory:.0f} MB")


def batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """The texts, as many at a time as a stage gets."""
    from letopis.extractor import BATCH_SIZE

    left = iter(texts)
    while batch := list(islice(left, BATCH_SIZE)):
        yield batch


def pieces(text: str, length: int) -> Iterator[str]:
    """About 200,000 characters of the text, over and over if need be, in articles of about a length."""
    lines, size = [], 0
    total, source = 0, text.splitlines()
    while total < LENGTHS[-1]:
        for line in source:
            lines.append(line)
            size += len(line) + 1
            if size >= length:
                yield "\n".join(lines)
                total, lines, size = total + size, [], 0
            if total >= LENGTHS[-1]:
                return


def compare_workers(texts: list[str], model: str | None, articles: int) -> None:
    """Print how much sooner `letopis extract` is done with two workers than with one, start included.

    Beside it what the machine allows: two runs that know nothing of each other, each with one worker and half of the
    articles. Texts are taken over and over, each time with another last line: exact duplicates are processed once.
    """
    with tempfile.TemporaryDirectory() as folder:
        halves = [Path(folder, "0"), Path(folder, "1")]
        for number in range(articles):
            half = halves[number % 2]
            half.mkdir(exist_ok=True)
            text = f"{texts[number % len(texts)].rstrip()}\n\nНомер {number}.\n"
            (half / f"{number:06}.txt").write_bytes(text.encode())
        one = together([(Path(folder), 1)], model)
        two = together([(Path(folder), 2)], model)
        apart = together([(half, 1) for half in halves], model)
    print(f"{articles} articles: one worker {one:.1f} s, two {two:.1f} s: {one / two:.2f} times as fast")
    print(f"two runs with half of them each {apart:.1f} s: the machine allows {one / apart:.2f} times")


def together(runs: list[tuple[Path, int]], model: str | None) -> float:
    """Seconds until runs of the command, begun at the same time, are all done; of each the folder and the workers."""
    weights = ["--model", model] if model else []
    with tempfile.TemporaryDirectory() as output:
        start = time.perf_counter()
        processes = []
        for number, (folder, workers) in enumerate(runs):
            options = ["-o", str(Path(output, str(number))), "--workers", str(workers), *weights]
            command = [sys.executable, "-m", "letopis", "extract", str(folder), *options]
            processes.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        codes = [process.wait() for process in processes]
        if any(codes):
            raise RuntimeError(f"letopis extract ended with {codes}")
        return time.perf_counter() - start


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=ARTICLES)
    parser.add_argument("--model", help="none, or the path of other weights than the packaged ones")
    parser.add_argument(
        "--workers", type=int, nargs="?", const=1000, metavar="ARTICLES", help="two workers against one, instead"
    )
    parser.add_argument("--lengths", action="store_true", help="short and long articles, instead")
    options = parser.parse_args()
    texts = [path.read_bytes().decode("utf-8") for path in sorted(options.folder.rglob("*.txt"))]
    if len(texts) < 2:
        parser.error(f"{options.folder}: at least two .txt files are needed")
    if options.workers:
        compare_workers(texts, options.model, options.workers)
    elif options.lengths:
        compare_lengths(texts, options.model)
    else:
        compare(texts, options.model)
    return 0


if __name__ == "__main__":
    sys.exit(main())
