"""What each figure is about: one module a question."""
