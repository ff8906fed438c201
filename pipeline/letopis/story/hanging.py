"""How a time stands to the trigger of an event in one sentence: what speaks for and against its being the event's."""

from collections import defaultdict
from collections.abc import Sequence

from letopis.document import Document, EventMention, Sentence, Token
from letopis.events.lexicon import EventLexicon
from letopis.story.standing import beside, relation, steps
from letopis.story.told_times import ToldTime, ToldTimes

# So many edges of the tree are told one by one.
_PATH = 4
_RIVALS = 2


class Hanging:
    """Answers about the sentences of one document; the mentions are those of its events."""

    def __init__(self, document: Document, times: ToldTimes, mentions: Sequence[EventMention]) -> None:
        lexicon = EventLexicon.load()
        self._sources, self._wishes = lexicon.source["verbs"], lexicon.status["wish_verbs"]
        self._is_recalled = lexicon.is_recalled
        self._sentences = document.sentences
        self._heads = times.heads
        self._triggers: defaultdict[int, set[int]] = defaultdict(set)
        for mention in mentions:
            trigger = document.sentences[mention.sentence].token_at(mention.trigger.start)
            if trigger is not None:
                self._triggers[mention.sentence].add(trigger.index)

    def evidence(self, mention: EventMention, time: ToldTime, *, taken: bool) -> dict[str, bool]:
        """Of a time of the mention's sentence; `taken` by some event."""
        sentence, head, its = time.sentence, time.head, time.verb
        trigger = sentence.token_at(mention.trigger.start)
        if head is None or trigger is None:
            return {"beside, no tree": True}
        first, last = sorted((head.index, trigger.index))
        between = sentence.tokens[first:last]
        told = {
            f"beside, path {_path(sentence, head, trigger)}": True,
            "beside, taken": taken,
            "beside, of a report": its is not None and its is not trigger and its.lemma in self._sources,
            "beside, across a colon": any(token.text == ":" for token in between),
            "beside, in another bracket": sum((token.text == "(") - (token.text == ")") for token in between) != 0,
            "beside, in another quote": sum((token.text == "«") - (token.text == "»") for token in between) != 0,
            "beside, wished": its is not None
            and its.lemma in self._wishes
            and its in sentence.ancestors(trigger.index),
            "beside, an anniversary": self._is_recalled(sentence, head),
            "beside, earlier": mention.earlier,
        }
        return told | self._rivals(sentence, head, trigger) | beside(sentence, trigger, head)

    def _rivals(self, sentence: Sentence, head: Token, trigger: Token) -> dict[str, bool]:
        """Other triggers that are nearer to the time, and other times that are nearer to the trigger."""
        near = steps(sentence, head, trigger)
        triggers = [sentence.tokens[index] for index in self._triggers[sentence.index] if index != trigger.index]
        times = [other for other in self._heads[sentence.index] if other.index != head.index]
        low, high = sorted((head.index, trigger.index))
        nearer = {
            "triggers nearer": sum(steps(sentence, head, other) < near for other in triggers),
            "triggers between": sum(low < other.index < high for other in triggers),
            "times nearer": sum(steps(sentence, other, trigger) < near for other in times),
            "times between": sum(low < other.index < high for other in times),
        }
        return {f"beside, {min(number, _RIVALS)} {name}": True for name, number in nearer.items()}


def _path(sentence: Sentence, head: Token, trigger: Token) -> str:
    """Relations up from the time to where the two meet, and down to the trigger."""
    mine = [trigger, *sentence.ancestors(trigger.index)]
    place = {token.index: number for number, token in enumerate(mine)}
    up: list[str] = []
    for token in (head, *sentence.ancestors(head.index)):
        if token.index in place:
            down = [relation(below) for below in mine[: place[token.index]]][::-1]
            whole = f"{' '.join(up)} / {' '.join(down)}"
            return whole if len(up) + len(down) <= _PATH else "long"
        up.append(relation(token))
    return "none"
