#!/usr/bin/env python3
"""House rules that a compiler does not check (CONTRIBUTING.md). use: lint.py [ROOT]; ends with 1 if one is broken.

Reads every text file below ROOT but build output. One function a rule, each yields Finding; the tables stand first.
"""
import ast
import dataclasses
import functools
import os
import pathlib
import re
import sys

import cpp_text

# Who may include whom: the first row whose pattern fits a file decides. Paths from the root; * stays in a folder, ** does not.
INCLUDES = [
    ("common/*", ["common/*"]),
    ("db/*", ["common/*", "db/*"]),
    ("db/hub/*", ["common/*", "db/*", "db/hub/*"]),
    ("kiosk/capture/*", ["common/*", "kiosk/capture/*"]),
    ("kiosk/intake/*", ["common/*", "kiosk/intake/*"]),
    ("kiosk/output/*", ["common/*", "kiosk/output/*"]),
    ("kiosk/ui/*", ["common/*", "kiosk/ui/*"]),
    ("kiosk/screens/*", ["common/*", "kiosk/model.h", "kiosk/messages.h", "kiosk/ui/*", "kiosk/screens/*"]),
    ("kiosk/cli/*", ["common/*", "db/*", "db/hub/*", "kiosk/intake/*", "kiosk/output/*", "kiosk/capture/*", "kiosk/cli/*",
                     "kiosk/clock.h", "kiosk/assets.h", "kiosk/sync_pull.h", "kiosk/sync_kinds.h", "kiosk/window_program.h"]),
    ("kiosk/main.cpp", ["**"]),
    ("kiosk/window_*", ["common/*", "db/*", "kiosk/**"]),
    ("kiosk/scan_feed*", ["common/*", "kiosk/messages.h", "kiosk/clock.h", "kiosk/capture/*", "kiosk/ui/window.h"]),
    ("kiosk/store_*", ["common/*", "db/*", "db/hub/*", "kiosk/output/*", "kiosk/messages.h", "kiosk/clock.h", "kiosk/store_*"]),
    ("kiosk/printing*", ["common/*", "db/*", "kiosk/output/*", "kiosk/messages.h", "kiosk/messages_print.h", "kiosk/clock.h", "kiosk/printing*"]),
    ("kiosk/sync_*", ["common/*", "db/*", "db/hub/*", "kiosk/intake/*", "kiosk/messages.h", "kiosk/messages_sync.h", "kiosk/messages_effect.h", "kiosk/sync_*"]),
    ("kiosk/assets*", ["common/*", "kiosk/intake/*", "kiosk/assets*"]),
    ("kiosk/*", ["common/*", "kiosk/model.h", "kiosk/model_*.h", "kiosk/messages.h", "kiosk/messages_*.h", "kiosk/kiosk*.h", "kiosk/clock.h"]),
]

# A third-party header -> where it may be included. A library that no row names is not one of ours.
ADAPTERS = [
    (r"cairo|pango/|glib", ["kiosk/output/*.cpp"]),
    (r"xlsxwriter", ["kiosk/output/xlsx*.cpp"]),
    (r"archive(_entry)?\.h", ["kiosk/output/zip_writer.cpp", "kiosk/intake/*.cpp"]),
    (r"expat", ["kiosk/intake/xml_reader.cpp"]),
    (r"curl/", ["kiosk/intake/http_fetch.cpp"]),
    (r"qrencode", ["kiosk/output/qr_code.cpp", "kiosk/ui/*.cpp"]),
    (r"ZXing/", ["kiosk/capture/zxing_reader.cpp", "kiosk/capture/qr_reader.cpp"]),
    (r"zbar", ["kiosk/capture/zbar_reader.cpp"]),
    (r"gmime/", ["kiosk/intake/mail_message.cpp"]),
    (r"gst/", ["kiosk/capture/*.cpp", "kiosk/capture/gst_*.h", "kiosk/ui/sound*.cpp", "kiosk/sound*.cpp"]),
    (r"cups/", ["kiosk/printing_cups.cpp"]),
    (r"libevdev", ["kiosk/capture/evdev_scanner.cpp"]),
    (r"linux/input", ["kiosk/capture/evdev_keys.cpp"]),
    (r"gdk-pixbuf/", ["kiosk/capture/image_file.cpp", "kiosk/output/*.cpp"]),
    (r"GLFW/|imgui_impl_glfw", ["kiosk/ui/window*.cpp"]),
    (r"GL/|GLES|imgui_impl_opengl3", ["kiosk/ui/*.cpp"]),
    (r"imgui|misc/", ["kiosk/ui/*", "kiosk/screens/*"]),
    (r"sqlite3\.h|SQLiteCpp/", ["db/*"]),
    (r"libpq", ["db/hub/hub_connection.cpp"]),
    (r"toml\+\+|toml\.hpp", ["kiosk/intake/*.cpp"]),
    (r"CLI/", ["kiosk/cli/*", "kiosk/main.cpp"]),
    (r"nlohmann/", ["kiosk/cli/*", "kiosk/ui/*.cpp", "kiosk/*.cpp"]),
    (r"spdlog/", ["kiosk/**"]),
    (r"fmt/", ["db/*.cpp", "kiosk/**"]),
    (r"systemd/", ["kiosk/service_watch.cpp"]),
    (r"sodium", ["common/*.cpp"]),
    (r"unicode/", ["common/*.cpp", "kiosk/intake/*.cpp", "kiosk/output/*.cpp"]),
    (r"tl/expected", ["common/*"]),
    (r"gtest/|gmock/|benchmark/", []),
    (r"fstream>|filesystem>|iostream>|thread>", ["db/**", "kiosk/**"]),
]

MAX_FILE_LINES = 500
MAX_FUNCTION_LINES = 60
MAX_DRAW_LINES = 80
CODE = (".cpp", ".h")
TEXT = CODE + (".py", ".sh", ".cmake", ".txt", ".sql", ".md", ".toml", ".json", ".csv", ".service", ".rules", ".yml", "")
COUNTED = CODE + (".py", ".sh", ".cmake", ".sql", "")
SKIPPED_FOLDERS = {".git", "build", "artefacts", "__pycache__", ".cache", ".ccache"}

SQL = re.compile(r"\bSELECT\s|\bINSERT\s+(OR\s+\w+\s+)?INTO\b|\bUPDATE\s+(OR\s+\w+\s+)?\w+\s+SET\b|\bDELETE\s+FROM\b|\bREPLACE\s+INTO\b"
                 r"|\bCREATE\s+(TEMP\w*\s+)?(UNIQUE\s+)?(TABLE|TRIGGER|INDEX|VIEW)\b|\bDROP\s+(TABLE|TRIGGER|INDEX|VIEW)\b|\bPRAGMA\s"
                 r"|\bBEGIN\s+IMMEDIATE\b|(?i:insert\s+into\s|delete\s+from\s|create\s+table\s|select\s+\*)")
CLOCK = re.compile(r"\b(system_clock|steady_clock|high_resolution_clock|utc_clock)\s*::\s*now\b|\bclock_gettime\b|\bgettimeofday\b|\btimespec_get\b"
                   r"|\bucal_getNow\b|\bgetNow\s*\(|\bstd::time\b|(?<![\w.:>])time\s*\(\s*(NULL|nullptr|0|&\w+)?\s*\)|\bstd::clock\b|\blocaltime|\bgmtime")
# In pieces, so that this file does not name them.
HOSTS = re.compile("|".join(re.escape(a + "." + b) for a, b in [
    ("deb", "debian.org"), ("security", "debian.org"), ("ftp", "debian.org"), ("snapshot", "debian.org"), ("archive", "ubuntu.com"),
    ("pypi", "org"), ("files", "pythonhosted.org"), ("registry", "npmjs.org"), ("crates", "io"), ("proxy", "golang.org"),
    ("docker", "io"), ("ghcr", "io"), ("quay", "io"), ("center", "conan.io"), ("repo", "maven.apache.org")])
    + r"|https?://[\w.-]*(?:artifact|registry|mirror|nexus|pypi|npm|proxy)[\w.-]*\.", re.IGNORECASE)


@dataclasses.dataclass
class Finding:
    path: str
    line: int
    rule: str
    words: str

    def __str__(self):
        return f"{self.path}:{self.line}: [{self.rule}] {self.words}"


@dataclasses.dataclass
class Source:
    """One file: `code` is without comments and literals, for C++ only."""
    path: str
    text: str
    code: str = ""
    literals: list = dataclasses.field(default_factory=list)

    @property
    def is_cpp(self):
        return self.path.endswith(CODE)


@functools.cache
def to_regex(pattern):
    return re.compile(re.escape(pattern).replace(r"\*\*", ".*").replace(r"\*", "[^/]*"))


def fits(path, patterns):
    return any(to_regex(pattern).fullmatch(path) for pattern in patterns)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def own_includes(source):
    for match in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*"([^"\n]+)"', source.text, re.MULTILINE):
        yield match.group(1), line_of(source.text, match.start())


def check_include_table(source, root):
    """Our headers: from the root, there, and allowed by INCLUDES; nothing from tests."""
    if not source.is_cpp:
        return
    allowed = next((row for pattern, row in INCLUDES if fits(source.path, [pattern])), None)
    for name, line in own_includes(source):
        third_party = any(re.match(pattern, name) for pattern, _ in ADAPTERS)
        if third_party:
            continue
        if not (root / name).is_file():
            yield Finding(source.path, line, "include", f'"{name}" is no file from the root')
        elif source.path.startswith("tests/"):
            continue
        elif name.startswith("tests/"):
            yield Finding(source.path, line, "include", f'"{name}": nothing includes tests')
        elif allowed is not None:
            self_pattern = source.path.rsplit(".", 1)[0] + ".h"
            if not fits(name, allowed) and name != self_pattern:
                yield Finding(source.path, line, "include", f'"{name}" is not for this folder ("Who may include whom")')


def check_adapters(source, root):
    """A third-party header stays inside its adapter."""
    if not source.is_cpp or source.path.startswith("tests/"):
        return
    for match in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*[<"]([^">\n]+[">])', source.text, re.MULTILINE):
        name = match.group(1)
        for pattern, allowed in ADAPTERS:
            if re.match(pattern, name):
                if not fits(source.path, allowed):
                    yield Finding(source.path, line_of(source.text, match.start()), "adapter", f"<{name[:-1]}> belongs to {allowed or 'tests'}")
                break


def check_size(source, root):
    """A file has at most 500 lines, a function 60, a draw_ function 80."""
    lines = source.text.count("\n")
    if pathlib.PurePath(source.path).suffix in COUNTED and lines > MAX_FILE_LINES and source.path != "LICENSE":
        yield Finding(source.path, MAX_FILE_LINES + 1, "file-size", f"{lines} lines, at most {MAX_FILE_LINES}")
    for name, line, length in list_functions(source):
        limit = MAX_DRAW_LINES if name.split("::")[-1].startswith("draw_") else MAX_FUNCTION_LINES
        if length > limit:
            yield Finding(source.path, line, "function-size", f"{name} has {length} lines, at most {limit}")


def list_functions(source):
    if source.is_cpp:
        for function in cpp_text.find_functions(source.code):
            yield function.name, function.line, function.length
    elif source.path.endswith(".py"):
        for node in ast.walk(ast.parse(source.text)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield node.name, node.lineno, node.end_lineno - node.lineno + 1


def check_sql(source, root):
    """Only db knows SQL."""
    if source.is_cpp and not source.path.startswith(("db/", "tests/")):
        for literal in source.literals:
            if SQL.search(literal.text):
                yield Finding(source.path, literal.line, "sql", "SQL outside db/")


def check_throw(source, root):
    """We throw nothing."""
    if source.is_cpp:
        for match in re.finditer(r"\bthrow\b", source.code):
            yield Finding(source.path, line_of(source.code, match.start()), "throw", "return a Result instead")


def check_clock(source, root):
    """Rules are given the time."""
    if source.is_cpp and source.path.startswith("common/"):
        for match in CLOCK.finditer(source.code):
            yield Finding(source.path, line_of(source.code, match.start()), "clock", f"{match.group().strip()} in common/: pass the time in")


def check_hosts(source, root):
    """The tree names no package registry: the machine's own settings do."""
    for match in HOSTS.finditer(source.text):
        yield Finding(source.path, line_of(source.text, match.start()), "host", "names a package registry")


def check_head(source, root):
    """A source begins with a comment that says what it owns (of a pair, the header does); a header is guarded once."""
    if not source.is_cpp:
        return
    pair = root / (source.path.rsplit(".", 1)[0] + ".h")
    if not source.text.startswith("//") and (source.path.endswith(".h") or not pair.is_file()):
        yield Finding(source.path, 1, "head", "begins without a comment on what it owns")
    if source.path.endswith(".h") and "#pragma once" not in source.text:
        yield Finding(source.path, 1, "head", "has no #pragma once")


RULES = [check_include_table, check_adapters, check_size, check_sql, check_throw, check_clock, check_hosts, check_head]


def list_files(root):
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in SKIPPED_FOLDERS)
        for name in sorted(files):
            if pathlib.PurePath(name).suffix in TEXT:
                yield pathlib.Path(folder, name)


def lint(root):
    """All findings of the tree below `root`, in order of path."""
    findings = []
    for path in list_files(root):
        name = path.relative_to(root).as_posix()
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            findings.append(Finding(name, 1, "utf-8", f"is not UTF-8 at byte {error.start}"))
            continue
        except FileNotFoundError:
            continue  # an editor's file that went meanwhile
        source = Source(name, text)
        if source.is_cpp:
            source.code, source.literals = cpp_text.strip(text)
        for rule in RULES:
            findings.extend(rule(source, root))
    return findings


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parents[2]).resolve()
    findings = lint(root)
    for finding in findings:
        print(finding)
    print(f"{len(findings)} broken rules")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
