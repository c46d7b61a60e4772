"""Scores, tiers, RFM, ABC and conclusions."""
