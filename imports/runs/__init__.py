"""Runs of imports: a file offered, planned, looked at, and then applied as planned or not at all.

`acts` is what a person may do with a run; `course` carries it on, in the request or in the worker (`tasks`);
`files` keeps what was offered, how far a run is and whether it is to stop, outside the database.
"""
