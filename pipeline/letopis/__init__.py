"""Russian news articles in, event records out."""
