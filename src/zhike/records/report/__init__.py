"""Reports that were made, with their files and figures."""
