"""The fields of the playbook as an administrator keeps them: how much they are used, changes."""
