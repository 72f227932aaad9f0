"""A page as PDF, as it prints: an extra, by WeasyPrint. Nothing is fetched; the styles are our own files."""

from __future__ import annotations

import logging
import re
from contextlib import closing
from ctypes.util import find_library
from functools import lru_cache
from importlib.util import find_spec
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

OURS = "http://counterpart.invalid"
"""Where a page stands for whoever sets it: nobody is asked there."""
_LINKED = re.compile(r'<link rel="stylesheet" href="([^"]+)">')
_PICTURE = re.compile(r'<svg\b[^>]*\bclass="picture\b[^>]*>')
_MEASURES = re.compile(r' (?:width|height)="[\d.]+"')
_TOKEN = re.compile(r"(--[\w-]+):\s*([^;{}]+);")
_USED = re.compile(r"var\((--[\w-]+)\)")
# What a browser does by itself, columns within which nothing is kept together, and as much room as it finds.
_ON_PAPER = """
@page { margin: 8mm 9mm; }
dialog { display: none; }
.sheet-cards { columns: auto; display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 3pt 6pt; }
.sheet-cards { align-items: start; }
"""
_one_at_a_time = Lock()
logging.getLogger("weasyprint").setLevel(logging.ERROR)  # it tells of each style that only browsers know


@lru_cache(maxsize=1)
def is_installed() -> bool:
    """Whether the extra is there, and the library of the system that it sets text with."""
    return find_spec("weasyprint") is not None and find_library("pango-1.0") is not None


def pdf_of(page: str) -> bytes:
    """This page of ours on paper. One at a time: setting a page takes a processor for some seconds."""
    from weasyprint import CSS, HTML

    with _one_at_a_time:
        styles = [*map(_style, _LINKED.findall(page)), CSS(string=_ON_PAPER)]
        shown = _PICTURE.sub(_to_scale, _LINKED.sub("", page))
        document = HTML(string=shown, base_url=OURS, url_fetcher=_nothing_else, media_type="print")
        made: bytes = document.write_pdf(stylesheets=styles)
        return made


def _to_scale(opened: re.Match[str]) -> str:
    """The beginning of a picture with its style; the size of a large one is for the style sheets to say."""
    tag = opened[0]
    return (_MEASURES.sub("", tag) if "picture-large" in tag else tag) + _drawn()


@lru_cache(maxsize=16)
def _style(address: str) -> Any:
    """A style sheet, read once."""
    from weasyprint import CSS

    return CSS(string=_text(address), base_url=OURS, url_fetcher=_nothing_else, media_type="print")


def _nothing_else(address: str) -> Any:
    raise ValueError(f"not fetched: {address[:200]}")


def _text(address: str) -> str:
    """A static file by its address; one whose name holds a digest is where collectstatic put it."""
    name = urlsplit(address).path.removeprefix(urlsplit(settings.STATIC_URL).path)
    place = finders.find(name)
    if place is None:
        with closing(staticfiles_storage.open(name)) as file:
            return file.read().decode()
    with open(str(place), encoding="utf-8") as file:
        return file.read()


@lru_cache(maxsize=1)
def _drawn() -> str:
    """The style of the pictures to stand within each: there it meets neither style sheets nor variables."""
    base, pictures = _text("web/counterpart.css"), _text("web/pictures.css")
    light, _, darker = base.partition("}")
    tokens = dict(_TOKEN.findall(light)) | dict(_TOKEN.findall(darker.partition("@media print")[2]))
    always, _, printed = pictures.partition("@media print")
    tokens |= dict(_TOKEN.findall(always)) | dict(_TOKEN.findall(printed))
    while _USED.search(always):
        always = _USED.sub(lambda used: tokens.get(used[1], "currentColor"), always)
    return f"<style>{always}</style>"
