"""One line for every change: who, when, what, before, after, why."""
