import zipfile

from bookshelf.xmlreading import tree_of

NS = {"n": "urn:oasis:names:tc:opendocument:xmlns:container", "dc": "http://purl.org/dc/elements/1.1/"}


def info(stream):
    with zipfile.ZipFile(stream) as book:
        container = tree_of(book.read("META-INF/container.xml"))
        package = container.xpath("n:rootfiles/n:rootfile/@full-path", namespaces=NS)[0]
        metadata = tree_of(book.read(package))
    titles = metadata.xpath("//dc:title/text()", namespaces=NS)
    authors = metadata.xpath("//dc:creator/text()", namespaces=NS)
    return {"title": titles[0] if titles else "?", "authors": [str(author) for author in authors]}
