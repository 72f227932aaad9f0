"""Saved queries answered: a document with one list becomes rows with plain columns, in portions by key."""
