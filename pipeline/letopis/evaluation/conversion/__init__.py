"""From one gold format into another, with a list of what the other one cannot hold."""
