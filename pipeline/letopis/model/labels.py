"""What the model tells apart: kinds of argument, BIO tags over them, roles of a pair."""

# Classes of argument: NEREL's, joined where the record makes no difference. GROUP: nationalities, parties, families.
KINDS = ("PERSON", "PROFESSION", "ORGANIZATION", "COUNTRY", "CITY", "REGION", "LOCATION", "FACILITY", "DATE", "GROUP")
EVENT_TAGS = ("O", "B", "I")
KIND_TAGS = ("O", *(f"{mark}-{kind}" for kind in KINDS for mark in "BI"))
# Order of the tagger's heads: outer and inner events, outer and inner arguments.
HEADS = (("event", EVENT_TAGS), ("inner_event", EVENT_TAGS), ("kind", KIND_TAGS), ("inner_kind", KIND_TAGS))
ROLES = ("none", "who", "when", "where")
