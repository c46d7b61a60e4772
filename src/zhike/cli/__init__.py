"""The zhike command, a file a subcommand."""
