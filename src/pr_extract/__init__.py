"""pr_extract turns press releases into facts that point at the characters they came from."""
