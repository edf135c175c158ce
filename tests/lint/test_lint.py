#!/usr/bin/env python3
"""Each rule of lint.py is broken once in a folder of its own, and must be seen; a good tree must pass."""
import pathlib
import tempfile
import unittest

import cpp_text
import lint

HEAD = "// Owns nothing.\n"


def function(name, lines):
    return f"void {name}() {{\n" + "  step();\n" * (lines - 2) + "}\n"


class LintTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = pathlib.Path(self.folder.name)
        for name in ("common/time.h", "db/store.h", "kiosk/ui/theme.h", "kiosk/model.h", "kiosk/capture/camera.h", "tests/support/roster.h"):
            self.write(name, HEAD + "#pragma once\n")

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def rules(self):
        return [finding.rule for finding in lint.lint(self.root)]

    def assert_breaks(self, rule, name, text):
        self.write(name, text)
        self.assertEqual([rule], self.rules(), f"{name} was to break {rule}")

    def test_good_tree_passes(self):
        self.write("kiosk/screens/scan.cpp", HEAD + '#include "kiosk/model.h"\n#include "kiosk/ui/theme.h"\n#include <imgui.h>\n')
        self.write("db/tables.cpp", HEAD + '#include <SQLiteCpp/SQLiteCpp.h>\nauto sql = "SELECT id FROM events";\n')
        self.write("common/good.cpp", HEAD + '#include "common/time.h"\nauto words = "Select a time( )"; // throw system_clock::now\n')
        self.write("kiosk/ui/fine.cpp", HEAD + function("draw_wall", 80) + function("step", 60))
        self.assertEqual([], self.rules())

    def test_include_of_a_folder_that_is_not_below(self):
        for name, target in [("common/a.cpp", "db/store.h"), ("db/a.cpp", "kiosk/model.h"), ("kiosk/capture/a.cpp", "db/store.h"),
                             ("kiosk/ui/a.cpp", "kiosk/capture/camera.h"), ("kiosk/screens/a.h", "db/store.h"),
                             ("kiosk/intake/a.cpp", "db/store.h"), ("kiosk/output/a.cpp", "kiosk/ui/theme.h"), ("kiosk/cli/a.cpp", "kiosk/ui/theme.h"),
                             ("kiosk/kiosk.cpp", "db/store.h"), ("kiosk/main.cpp", "tests/support/roster.h")]:
            with self.subTest(name=name, target=target):
                guard = "#pragma once\n" if name.endswith(".h") else ""
                self.assert_breaks("include", name, HEAD + guard + f'#include "{target}"\n')
                (self.root / name).unlink()

    def test_include_that_is_not_from_the_root(self):
        self.assert_breaks("include", "common/a.cpp", HEAD + '#include "time.h"\n')

    def test_third_party_header_outside_its_adapter(self):
        for name, header in [("kiosk/ui/a.cpp", "<cairo.h>"), ("kiosk/output/a.h", "<pango/pangocairo.h>"), ("kiosk/capture/camera.cpp", "<ZXing/ReadBarcode.h>"),
                             ("kiosk/screens/a.cpp", "<GLFW/glfw3.h>"), ("kiosk/kiosk.cpp", "<imgui.h>"), ("kiosk/cli/a.cpp", "<sqlite3.h>"),
                             ("kiosk/capture/frame.h", "<gst/gst.h>"), ("common/a.cpp", "<nlohmann/json.hpp>"), ("common/a.cpp", "<fstream>"),
                             ("kiosk/cli/a.cpp", "<toml++/toml.h>"), ("db/a.cpp", "<unicode/unorm2.h>"), ("kiosk/cli/a.cpp", "<gtest/gtest.h>")]:
            with self.subTest(name=name, header=header):
                guard = "#pragma once\n" if name.endswith(".h") else ""
                self.assert_breaks("adapter", name, HEAD + guard + f"#include {header}\n")
                (self.root / name).unlink()

    def test_long_file(self):
        self.assert_breaks("file-size", "common/long.cpp", HEAD + "int x;\n" * 500)

    def test_long_functions(self):
        for text in (function("step", 61), function("draw_wall", 81), "struct A {\n A(int a) : a_(a), b_{a} {\n" + "  step();\n" * 60 + " }\n};\n",
                     "template <class T>\nT make(const T& t) {\n" + "  step();\n" * 60 + "}\n", "TEST(Area, Says) {\n" + "  if (a) {\n  }\n" * 30 + "}\n"):
            with self.subTest(text=text[:30]):
                self.assert_breaks("function-size", "kiosk/ui/long.cpp", HEAD + text)
        self.write("kiosk/ui/long.cpp", HEAD)
        self.assert_breaks("function-size", "deploy/long.py", "def step():\n" + "    pass\n" * 61)

    def test_tables_are_no_functions(self):
        self.write("common/table.cpp", HEAD + "constexpr auto kTable = std::to_array<Row>({\n" + "  {1, 2},\n" * 80 + "});\n")
        self.assertEqual([], self.rules())

    def test_sql_outside_db(self):
        for sql in ('"SELECT name FROM t"', '"UPDATE registrations "\n  "SET status = ?"', '"insert into t values"', 'R"(\nPRAGMA user_version)"', '"DELETE FROM t"'):
            with self.subTest(sql=sql):
                self.assert_breaks("sql", "kiosk/cli/a.cpp", HEAD + f"auto s = {sql};\n")

    def test_throw(self):
        self.assert_breaks("throw", "kiosk/cli/a.cpp", HEAD + "void f() { throw 1; }\n")

    def test_clock_in_common(self):
        for clock in ("std::chrono::system_clock::now()", "time(nullptr)", "std::time(nullptr)", "clock_gettime(CLOCK_REALTIME, &t)", "gettimeofday(&t, nullptr)", "ucal_getNow()"):
            with self.subTest(clock=clock):
                self.assert_breaks("clock", "common/a.cpp", HEAD + f"auto t = {clock};\n")

    def test_registry_host(self):
        self.assert_breaks("host", "deploy/fetch", "curl https://deb." + "debian.org/debian\n")
        self.assert_breaks("host", "deploy/fetch", "curl http://my-" + "mirror.example.net/debian\n")

    def test_broken_utf8(self):
        self.assert_breaks("utf-8", "README.md", b"\x8e\xf3\x95t\n")

    def test_headless_source(self):
        self.assert_breaks("head", "common/a.cpp", "int x;\n")
        self.assert_breaks("head", "common/a.h", HEAD)
        self.write("common/a.h", HEAD + "#pragma once\n")
        self.assertEqual([], self.rules(), "of a pair the header says it")


class CppTextTest(unittest.TestCase):
    def test_literals_with_quotes_comments_and_separators(self):
        code, literals = cpp_text.strip("auto a = \"x // \\\" y\"; char c = '\"'; int n = 1'000; // \"z\"\nauto r = R\"q(a\"b)q\";\n")
        self.assertEqual(['x // \\" y', 'a"b'], [literal.text for literal in literals])
        self.assertNotIn("z", code)
        self.assertEqual(2, code.count("\n"))

    def test_finds_functions_with_their_lengths(self):
        source = "namespace a {\nclass B : public C {\n public:\n  int f() const {\n    return 1;\n  }\n};\nint b[] = {1,\n2};\nB::B() noexcept\n    : x_(1), y_{2} {\n}\n}\n"
        self.assertEqual([("f", 4, 3), ("B::B", 10, 3)], [(f.name, f.line, f.length) for f in cpp_text.find_functions(source)])


if __name__ == "__main__":
    unittest.main()
