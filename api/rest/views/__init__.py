"""The views, by subject: each is one action or one query."""
