"""Reads of many relationships at once: where a portfolio stands, how it got there, what comes next.

Each takes the relationships that a user may see and asked for, and lets the database count: many thousands
cost a few statements, as three do.
"""
