"""How rows are laid out for the templates."""
