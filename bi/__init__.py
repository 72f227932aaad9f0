"""Flat tables of facts for BI, declared once: every door that gives them reads the same declarations.

    table = TABLES["relationships"]
    listed(table, Sight(user, today), {"verdict": ["MISFIT"]})

A table says what its columns are, what they mean, and by which expression the database finds them; what a
user may see of it, and by which conditions it is narrowed, are those of the listed thing it is made of.
"""
