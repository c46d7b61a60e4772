"""One file a sort of cells: KINDS, ODD (its odd forms, if any) and RULES, most special first."""
