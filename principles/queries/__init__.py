"""Reads of the principles with more than one caller."""
