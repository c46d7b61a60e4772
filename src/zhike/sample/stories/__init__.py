"""The stories planted in the invented company, one file a finding."""
