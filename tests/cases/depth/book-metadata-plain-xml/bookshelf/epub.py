import zipfile

from bookshelf.xmlreading import container, outline, package

ROOTFILE = ".//{urn:oasis:names:tc:opendocument:xmlns:container}rootfile"


def info(stream):
    with zipfile.ZipFile(stream) as book:
        path = container(book.read("META-INF/container.xml")).find(ROOTFILE).get("full-path")
        metadata = package(book.read(path))
        chapters = outline(book.read("toc.ncx")) if "toc.ncx" in book.namelist() else []
    title = metadata.findtext(".//{http://purl.org/dc/elements/1.1/}title")
    return {"title": title, "chapters": chapters}
