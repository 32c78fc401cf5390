"""Archives that warcio writes: pages in gzip members and plain, chunked and packed; texts."""

import gzip
import html
import io
import json

from common import ARTICLES, InputCase
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PAGE = """<!DOCTYPE html><html lang="{language}"><head><title>{title} | {outlet}</title>
<meta property="og:site_name" content="{outlet}"><meta property="og:title" content="{title}">
<meta property="article:published_time" content="{published}"></head><body><nav><a href="/">Home</a></nav>
<article><h1>{title}</h1>{paragraphs}</article><footer>All rights reserved</footer></body></html>"""


def page(article):
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in article["text"].splitlines() if line)
    fields = {name: html.escape(article.get(name, "")) for name in ("language", "title", "outlet", "published")}
    return PAGE.format(paragraphs=paragraphs, **fields).encode()


def chunked(body):
    parts = [body[at : at + 700] for at in range(0, len(body), 700)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


class WarcCase(InputCase):
    def write(self, name, is_packed):
        with (self.folder / name).open("wb") as out:
            writer = WARCWriter(out, gzip=is_packed)
            writer.write_record(writer.create_warcinfo_record(name, {"software": "warcio"}))
            for number, article in enumerate(ARTICLES):
                uri = f"https://news.example/{article['id']}"
                headers, body = [("Content-Type", "text/html; charset=utf-8")], page(article)
                if number % 3 == 1:
                    headers, body = [*headers, ("Transfer-Encoding", "chunked")], chunked(body)
                elif number % 3 == 2:
                    headers, body = [*headers, ("Content-Encoding", "gzip")], gzip.compress(body)
                http = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
                response = writer.create_warc_record(uri, "response", payload=io.BytesIO(body), http_headers=http)
                request = writer.create_warc_record(
                    uri, "request", http_headers=StatusAndHeaders("GET / HTTP/1.1", [], is_http_request=True)
                )
                writer.write_request_response_pair(request, response)

    def test_pages_are_read_with_what_they_say(self):
        for name, is_packed in (("crawl.warc.gz", True), ("crawl.warc", False)):
            self.write(name, is_packed)
            seen = self.inspected(name)
            self.assertEqual(seen["total"]["articles"], len(ARTICLES))
            self.assertEqual(seen["total"]["rejected"], 0)
            filled = {field["field"]: field["filled"] for field in seen["fields"]}
            self.assertEqual(set(filled.values()), {len(ARTICLES)}, filled)
            self.assertEqual(
                {outlet["name"] for outlet in seen["outlets"]}, {article["outlet"] for article in ARTICLES}
            )

    def test_the_words_are_those_of_the_articles(self):
        self.write("crawl.warc.gz", True)
        self.run_on("dedup", "crawl.warc.gz", "-o", "kept.jsonl", "--threshold", "1")
        kept = [json.loads(line) for line in (self.folder / "kept.jsonl").read_text(encoding="utf-8").splitlines()]
        self.assertGreater(len(kept), len(ARTICLES) // 2)
        texts = {article["title"]: article["text"].split() for article in ARTICLES}
        for article in kept:
            self.assertEqual(article["text"].split(), texts[article["title"]], article["title"])

    def test_texts_of_conversion_records_are_read(self):
        with (self.folder / "crawl.warc.wet.gz").open("wb") as out:
            writer = WARCWriter(out, gzip=True)
            for article in ARTICLES:
                record = writer.create_warc_record(
                    f"https://news.example/{article['id']}",
                    "conversion",
                    payload=io.BytesIO(article["text"].encode()),
                    warc_content_type="text/plain",
                )
                writer.write_record(record)
        seen = self.inspected("crawl.warc.wet.gz")
        self.assertEqual((seen["total"]["articles"], seen["dates"]["dated"]), (len(ARTICLES), 0))
        self.assertEqual(seen["outlets"], [{"name": "news.example", "articles": len(ARTICLES)}])
