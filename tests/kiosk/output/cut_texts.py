#!/usr/bin/env python3
"""Prints each text of a PDF of ours that ends in dots on the page, a line each. use: cut_texts.py FILE

The whole text stays in the file for searching (/ActualText of the dots), so that pdftotext does not show the cut.
"""
import re
import sys
import zlib

SPAN = re.compile(rb"/ActualText\s*<([0-9A-Fa-f]+)>")
LONGEST_CLUSTER = 6  # UTF-16 units of one character with its marks


def main():
    with open(sys.argv[1], "rb") as file:
        pdf = file.read()
    streams = 0
    for start in re.finditer(rb"stream\r?\n", pdf):
        try:
            content = zlib.decompressobj().decompress(pdf[start.end():])
        except zlib.error:
            continue
        streams += 1
        for span in SPAN.finditer(content):
            text = bytes.fromhex(span.group(1).decode()).decode("utf-16")
            if len(text) > LONGEST_CLUSTER:
                print(text)
    assert streams > 0


main()
