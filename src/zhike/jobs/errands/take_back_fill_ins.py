"""Take back the cells of a giving that still wait."""

from zhike.jobs.errand import Answer, Errand
from zhike.records.fill_in.changes import take_back_giving

SAID = "撤回分派补充"


def run(errand: Errand, *, giving: int) -> Answer:
    """Take the cells of an own giving back; returns how many need not be filled in any more."""
    return {"giving": giving, "cells": take_back_giving(errand.viewer, giving, at=errand.at)}
