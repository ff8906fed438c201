"""Event mentions: triggers, frames, roles, status, counts, attribution."""
