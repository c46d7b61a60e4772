"""What somebody looked up and found still right: which value, when, how and by whom (S1-25)."""
