"""``python -m pr_extract.cli``: the same as ``pr-extract``."""

from pr_extract.cli import main

main()
