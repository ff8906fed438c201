"""What the figures are called for people, in the order of tables."""

TALLY_LABELS: dict[str, str] = {
    "events": "events",
    "events_lenient": "events, kindred types too",
    "events_whole": "events, every field right",
    "participants": "participants",
    "participants_role": "participants with role",
    "places": "places",
    "part_of": "larger events",
    "conflicts": "conflicts",
    "triggers_exact": "triggers, exact span",
    "triggers": "triggers",
    "arguments": "arguments of triggers",
    "entities": "entities",
    "mentions_person": "names of people",
    "mentions_place": "names of places",
    "mentions_organization": "names of organisations",
    "names_overlap": "names of all types, overlapping",
    "references": "descriptors, pronouns",
    "times_exact": "times, exact span",
    "times_overlap": "times",
    "times_whole": "times with value",
    "claims": "claims",
    "tokens": "tokens",
    "sentences": "sentences",
    "word_triggers_exact": "triggers, the same words",
    "word_triggers": "triggers, a shared word",
    "word_triggers_outermost_exact": "outermost triggers, the same words",
    "word_triggers_outermost": "outermost triggers, a shared word",
    "triples": "who-when-where triples",
    "triples_who": "who",
    "triples_when": "when",
    "triples_where": "where",
    "triples_plain": "triples without those set aside",
    "triples_who_plain": "who, without those set aside",
    "triples_when_plain": "when, without those set aside",
    "triples_where_plain": "where, without those set aside",
    "word_person": "people, a shared word",
    "word_organization": "organisations, a shared word",
    "word_place": "places, a shared word",
    "word_date": "dates, a shared word",
}
SHARE_LABELS: dict[str, str] = {
    "muc": "MUC (links)",
    "b3": "B³ (mentions)",
    "ceaf": "CEAF-e (entities)",
    "muc_lenient": "MUC, overlapping mentions",
    "b3_lenient": "B³, overlapping mentions",
    "ceaf_lenient": "CEAF-e, overlapping mentions",
}
RATE_LABELS: dict[str, str] = {
    "status": "status",
    "time": "time",
    "time_dated": "time, where gold has one",
    "places": "place (one shared, or none)",
    "participants": "all participants and roles",
    "kind": "kind, where gold has one",
    "counts": "counts, where there are any",
    "entity_names": "names of matched entities",
    "time_values": "values of matched times",
}


def rate_figure(name: str) -> str:
    """A rate's name among all figures: one that a tally has too is told apart."""
    return f"{name}_share" if name in TALLY_LABELS else name


# All figures of a report by one name each, in the order of tables.
FIGURE_LABELS: dict[str, str] = (
    TALLY_LABELS | {rate_figure(name): label for name, label in RATE_LABELS.items()} | {"conll": "who is who, CoNLL F1"}
)
