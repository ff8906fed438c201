"""A small trained tagger and linker, run in numpy: finds events and arguments that rules do not know."""
