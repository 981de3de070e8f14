"""A book's own metadata: the information dictionary and XMP (ISO 32000-2, 14.3)."""

from __future__ import annotations

from datetime import datetime
from xml.sax.saxutils import escape

from booklet.pdf.syntax.objects import string, text_string
from booklet.pdf.types import BookOptions

PRODUCER = "Booklet"
_ANY_LANGUAGE = ' xml:lang="x-default"'
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:format>application/pdf</dc:format>{entries}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def information(options: BookOptions) -> bytes:
    """Return the entries of the information dictionary."""
    texts = {
        b"Title": options.title,
        b"Author": options.author,
        b"Subject": options.subject,
        b"Keywords": options.keywords,
        b"Producer": PRODUCER,
    }
    if options.created:
        date = options.created.strftime("D:%Y%m%d%H%M%S") + _offset(options.created).replace(":", "'")
        texts |= {b"CreationDate": date, b"ModDate": date}
    return b"<<%b>>" % b"".join(b"/%b%b" % (key, string(text_string(text))) for key, text in texts.items() if text)


def xmp(options: BookOptions) -> bytes:
    """Return the metadata stream's text; empty where it would say no more than who wrote the file and when."""
    entries = ""
    if options.title:
        entries += f"<dc:title><rdf:Alt>{_item(options.title, _ANY_LANGUAGE)}</rdf:Alt></dc:title>"
    if options.author:
        entries += f"<dc:creator><rdf:Seq>{_item(options.author)}</rdf:Seq></dc:creator>"
    if options.subject:
        entries += f"<dc:description><rdf:Alt>{_item(options.subject, _ANY_LANGUAGE)}</rdf:Alt></dc:description>"
    if options.language:
        entries += f"<dc:language><rdf:Bag>{_item(options.language)}</rdf:Bag></dc:language>"
    if options.keywords:
        entries += f"<pdf:Keywords>{escape(options.keywords)}</pdf:Keywords>"
    if not entries:
        return b""
    entries += f"<pdf:Producer>{PRODUCER}</pdf:Producer>"
    if options.created:
        date = options.created.strftime("%Y-%m-%dT%H:%M:%S") + _offset(options.created)
        entries += f"<xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>"
    return _XMP.format(entries=entries).encode()


def _item(text: str, attributes: str = "") -> str:
    return f"<rdf:li{attributes}>{escape(text)}</rdf:li>"


def _offset(created: datetime) -> str:
    """Return the time zone as +01:00; a time without a zone is taken as UTC."""
    offset = created.strftime("%z") or "+0000"
    return f"{offset[:3]}:{offset[3:5]}"
