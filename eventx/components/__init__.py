"""The steps from an analysed `Doc` to typed events, in the order in which they run."""
