"""Articles in, records out: files of articles, JSONL, CSV, data frames, JSON Schemas."""
