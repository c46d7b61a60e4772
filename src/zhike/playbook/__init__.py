"""Everything a team may change, as versioned data: fields, words, metrics, tags, plans."""
