"""How linking's cost grows: python benchmarks/linking.py [SMALL LARGE]   (events, 10,000 and 100,000 by default)

Made-up records of three events, three outlets a story, fifteen stories a day, loaded into SQLite and linked as
`letopis db link` does: entities, events, search. Prints seconds of CPU, without loading, and their ratio.
"""

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from letopis.database import Database
from letopis.record import Record

OWN = Path(__file__).parents[1] / "tests" / "data" / "own_record.json"
OUTLETS, EVENTS, STORIES_A_DAY = 3, 3, 5
FIRST = ("Иван", "Пётр", "Олег", "Глеб", "Тарас", "Семён")
LAST = ("Лунин", "Орлов", "Сомов", "Белов", "Котов", "Ершов", "Щукин", "Карпов")


def records(count: int) -> Iterator[Record]:
    """So many records; the people of a story are two of 2,400."""
    source = json.loads(OWN.read_bytes())
    for number in range(count):
        story = number // OUTLETS
        prefix = f'"ev_{number}_'
        record: dict[str, Any] = json.loads(json.dumps(source).replace('"ev_', prefix))
        day = date(2000, 1, 1) + timedelta(story // STORIES_A_DAY)
        record["article"] |= {"id": f"a{number}", "published": (day + timedelta(1)).isoformat()}
        for place, entity in enumerate(one for one in record["entities"] if one["type"] == "person"):
            first = FIRST[(story * 7 + place) % len(FIRST)]
            last = f"{LAST[(story * 5 + place * 3) % len(LAST)]}{'ский' if story % 2 else ''}{story % 50}"
            entity |= {"first": first, "last": last, "name": f"{first} {last}"}
        known = {"edtf": day.isoformat(), "precision": "day", "approximate": False, "basis": "explicit", "times": []}
        for event in record["events"]:
            event |= {"time": {"from": day.isoformat(), "to": day.isoformat(), **known}, "time_reason": None}
        yield Record.model_validate_json(json.dumps(record))


def measure(events: int, folder: Path) -> float:
    """Seconds of CPU to link so many events."""
    with Database(f"sqlite:///{folder / f'{events}.db'}") as database:
        for _ in database.load(records(events // EVENTS)):
            pass
        start = time.process_time()
        database.link()
        spent = time.process_time() - start
    print(f"{events} events: {spent:.1f} s of CPU, {1e6 * spent / events:.0f} microseconds each", flush=True)
    return spent


if __name__ == "__main__":
    small, large = (int(argument) for argument in sys.argv[1:3]) if len(sys.argv) > 2 else (10_000, 100_000)
    with tempfile.TemporaryDirectory() as made:
        seconds = [measure(count, Path(made)) for count in (small, large)]
    print(f"ratio {seconds[1] / seconds[0]:.1f} for {large / small:.0f} times the events")
