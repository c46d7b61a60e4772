"""Results laid out: document, Excel, PDF, picture."""
