"""The bundled analyzer: sentences, tags, morphology, lemmas, Universal Dependencies, names."""
