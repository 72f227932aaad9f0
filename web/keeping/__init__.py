"""Tables that an administrator or principle owner keeps, declared once each: a list, a form, the actions."""

from web.keeping.declared import KEPT, Column, Kept

__all__ = ["KEPT", "Column", "Kept"]
