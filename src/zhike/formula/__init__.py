"""The business formula language: grammar, checking, compiling, explaining."""
