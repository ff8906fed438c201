"""`python -m letopis` is the command `letopis`."""

from letopis.cli import main

main()
