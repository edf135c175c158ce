#!/usr/bin/env python3
"""Prints an XLSX as another program sees it: a line a cell, then the sheet's settings. use: read_xlsx.py FILE

Cell lines: cell TAB reference TAB type (text, number, blank, formula) TAB number format TAB value.
"""
import re
import sys
import xml.etree.ElementTree as tree
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
BUILT_IN = {"0": "General", "1": "0", "49": "@", "20": "h:mm"}


def text_of(node):
    return "".join(part.text or "" for part in node.iter(MAIN + "t"))


def main():
    with zipfile.ZipFile(sys.argv[1]) as book:
        assert book.testzip() is None
        names = set(book.namelist())
        styles = tree.fromstring(book.read("xl/styles.xml"))
        sheet = tree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        workbook = tree.fromstring(book.read("xl/workbook.xml"))
        strings = []
        if "xl/sharedStrings.xml" in names:
            strings = [text_of(item) for item in tree.fromstring(book.read("xl/sharedStrings.xml"))]
    formats = dict(BUILT_IN)
    for one in styles.iter(MAIN + "numFmt"):
        formats[one.get("numFmtId")] = one.get("formatCode")
    cell_formats = list(styles.find(MAIN + "cellXfs"))
    for cell in sheet.iter(MAIN + "c"):
        look = cell_formats[int(cell.get("s", "0"))]
        value = cell.find(MAIN + "v")
        if cell.find(MAIN + "f") is not None:
            kind, shown = "formula", cell.find(MAIN + "f").text
        elif cell.get("t") == "s":
            kind, shown = "text", strings[int(value.text)]
        elif cell.get("t") == "inlineStr":
            kind, shown = "text", text_of(cell)
        elif value is not None:
            kind, shown = "number", value.text
        else:
            kind, shown = "blank", ""
        print("cell", cell.get("r"), kind, formats.get(look.get("numFmtId"), "?"), shown, sep="\t")
    setup = sheet.find(MAIN + "pageSetup")
    pane = sheet.find(f"{MAIN}sheetViews/{MAIN}sheetView/{MAIN}pane")
    print("paper", setup.get("paperSize"), setup.get("orientation"), setup.get("fitToHeight"), sep="\t")
    print("fit", sheet.find(f"{MAIN}sheetPr/{MAIN}pageSetUpPr").get("fitToPage"), sep="\t")
    print("footer", sheet.find(f"{MAIN}headerFooter/{MAIN}oddFooter").text, sep="\t")
    if pane is not None:
        print("frozen", pane.get("topLeftCell"), pane.get("state"), sep="\t")
    for name in workbook.iter(MAIN + "definedName"):
        print("name", name.get("name"), re.sub(r"^'.*'!|^[^!]*!", "", name.text), sep="\t")
    print("sheet", workbook.find(f"{MAIN}sheets/{MAIN}sheet").get("name"), sep="\t")
    fonts = sorted({font.find(MAIN + "name").get("val") for font in styles.iter(MAIN + "font")})
    print("fonts", *fonts, sep="\t")
    print("borders", len([side for side in styles.iter(MAIN + "left") if side.get("style") == "thin"]), sep="\t")


main()
