"""People who work with a customer beside its owner, and asking to become one."""
