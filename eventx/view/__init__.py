"""Events for the eye: a table for terminals, HTML for notebooks."""
