"""Search over everything that the reader may see, and the ways to every page and act that are his."""
