"""What one intake handed over, its journal, its acceptance and its undoing."""
