"""Records as JSON in the shape of a list, written by the database instead of by models and serializers.

What it declines, the serializers write; both give the same to the byte, which the tests compare.
"""

from api.rest.compiled.rows import Text, Texts, texts_of

__all__ = ["Text", "Texts", "texts_of"]
