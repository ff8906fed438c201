"""Records against gold: events, their fields, mentions, entities, times and claims."""
