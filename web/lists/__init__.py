"""Lists of records: each declared once (`declared.Listing`), drawn by the same few pages.

    RELATIONSHIPS = Listing(name="relationships", model=Relationship, columns=(...), ...)
    urls = [*pages_of(RELATIONSHIPS)]

Conditions and order come from the one FilterSet of the model, rows by key from `relationships.paging`; what
somebody chose of columns and views from `access`.
"""
