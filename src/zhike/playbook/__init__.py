"""Everything a team may change, as versioned data: fields, vocabularies, tags, metrics, models, plans."""
