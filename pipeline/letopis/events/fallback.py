"""The type `other`: an event that the model sees and the ontology has no type for."""

from letopis.events.ontology import EventType, Example, Label, TriggerRule

OTHER_RULES = {
    "verb": TriggerRule(
        lemma=("исполнить",), pos="verb", examples=(Example(text="Хор исполнил гимн.", trigger="исполнил"),)
    ),
    "noun": TriggerRule(
        lemma=("гастроли",), pos="noun", examples=(Example(text="Гастроли хора завершились.", trigger="Гастроли"),)
    ),
}
OTHER = EventType(
    type="other",
    label=Label(ru="другое", en="other"),
    plover=None,
    roles={"participant": ("person", "organization", "place", "group")},
    places=("location",),
    frames={
        "verb": {"subj": "participant", "obj": "participant"},
        "noun": {"gen": "participant", "poss": "participant", "actor": "participant"},
    },
    triggers=tuple(OTHER_RULES.values()),
)
