"""Things for a person to do, with owner and due date."""
