"""What a file is, told by its content and never by its name."""

import io
import re
import zipfile

from imports.findings import FileRefused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"{\\rtf", "document"),
    (b"\x7fELF", "program"),
    (b"MZ", "program"),
    (b"SQLite format 3", "database"),
)


def kind_of(content: bytes) -> str:
    """xlsx, xls, xlsb, ods or csv; FileRefused for everything else."""
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise FileRefused("file_empty")
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(content)
    if content.startswith(OLE):
        return _ole_kind(content)
    if re.match(rb"\t\x00|\x09[\x00\x02\x04\x08][\x04-\x10]\x00", content):
        return "xls"
    for magic, what in _OTHERS:
        if content.startswith(magic) and (magic != b"MZ" or b"\x00" in content[:200]):
            raise FileRefused("not_a_list", what=what)
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if re.match(rb"<(!doctype html|html|head|body|table|meta|style|script)\b", head):
        raise FileRefused("web_page")
    if head.startswith((b"<?xml", b"<workbook")):
        if b"schemas-microsoft-com:office:spreadsheet" in head:
            raise FileRefused("old_xml_workbook")
        if b"<html" in head:
            raise FileRefused("web_page")
        raise FileRefused("not_a_list", what="xml")
    if head[:1] in (b"{", b"[") and re.match(rb'[\[{]\s*["\[{]', head):
        raise FileRefused("not_a_list", what="json")
    return "csv"


def _zip_kind(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                mimetype = archive.read("mimetype").decode("ascii", "replace").strip()
                if mimetype.startswith("application/vnd.oasis.opendocument.spreadsheet"):
                    _refuse_encrypted_ods(archive, names)
                    return "ods"
                raise FileRefused("not_a_list", what="document")
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, NotImplementedError) as why:
        raise FileRefused("damaged", why=str(why)[:200]) from why
    lowered = {name.lower().lstrip("/").replace("\\", "/") for name in names}
    if "xl/workbook.bin" in lowered:
        return "xlsb"
    if "[content_types].xml" not in lowered:
        what = "archive" if not any(name.startswith("xl/") for name in lowered) else ""
        if what:
            raise FileRefused("not_a_list", what=what)
        raise FileRefused("damaged", why="[Content_Types].xml is missing")
    if any(name.startswith(("word/", "ppt/", "visio/")) for name in lowered) and not any(
        name.startswith("xl/") for name in lowered
    ):
        raise FileRefused("not_a_list", what="document")
    return "xlsx"


def _refuse_encrypted_ods(archive: zipfile.ZipFile, names: set[str]) -> None:
    manifest = "META-INF/manifest.xml"
    small = manifest in names and archive.getinfo(manifest).file_size < 5_000_000
    if small and b"encryption-data" in archive.read(manifest):
        raise FileRefused("encrypted")
    if "encrypted-package" in names:
        raise FileRefused("encrypted")


def _ole_kind(content: bytes) -> str:
    """An OLE container: its directory names the streams, in UTF-16."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise FileRefused("encrypted")
    if holds("Workbook") or holds("Book"):
        return "xls"
    if holds("WordDocument") or holds("PowerPoint Document") or holds("__substg1.0"):
        raise FileRefused("not_a_list", what="document")
    raise FileRefused("damaged", why="OLE")
