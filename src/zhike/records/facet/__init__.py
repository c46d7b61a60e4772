"""The values of a column with how often each is there, and making several one."""
