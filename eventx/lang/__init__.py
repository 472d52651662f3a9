"""Language packs: one folder a language, rules and word lists as data."""
