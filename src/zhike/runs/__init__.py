"""The orders in which the stages hand work on; the only room that knows them all."""
