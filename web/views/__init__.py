"""The pages, a module a subject; each has `urls`, its addresses."""
