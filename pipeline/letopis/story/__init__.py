"""From mentions to events: what the article as a whole says, each event once."""
