"""`python -m zhike.cli`, the same as `zhike`."""

from zhike.cli.entry import main

main()
