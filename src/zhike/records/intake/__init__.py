"""Proposals written under a batch, undone and rolled back."""
