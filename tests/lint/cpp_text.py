"""C++ source as text for the lint rules: comments and literals taken out, functions and their lengths found.

A scanner, no parser: good enough for code that clang-format laid out. Knows no rule.
"""
import dataclasses
import re

TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/'                                   # comments
    r'|R"(?P<tag>[^()\\ \n]{0,16})\((?P<raw>.*?)\)(?P=tag)"'  # raw strings
    r'|"(?P<text>(?:\\.|[^"\\\n])*)"'                       # strings
    r"|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'",                # characters, not digit separators
    re.DOTALL)


@dataclasses.dataclass
class Literal:
    line: int
    text: str


@dataclasses.dataclass
class Function:
    name: str
    line: int
    length: int


def blank(match):
    """The same number of lines and columns, without words."""
    return re.sub(r"[^\n]", " ", match)


def strip(source):
    """-> (code without comments and literals, string literals with neighbours joined)."""
    literals, parts, last = [], [], 0
    gap_start = None
    for match in TOKEN.finditer(source):
        parts.append(source[last:match.start()])
        text = match.group("raw") if match.group("raw") is not None else match.group("text")
        if text is not None:
            joined = gap_start is not None and not source[gap_start:match.start()].strip()
            if joined:
                literals[-1].text += text
            else:
                literals.append(Literal(source.count("\n", 0, match.start()) + 1, text))
            gap_start = match.end()
            parts.append('""' + blank(match.group())[2:])
        else:
            parts.append(blank(match.group()))
        last = match.end()
    parts.append(source[last:])
    return "".join(parts), literals


def drop_preprocessor(code):
    """Directives and their continued lines become empty lines."""
    return re.sub(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", lambda m: blank(m.group()), code, flags=re.MULTILINE)


def matching_brace(code, start):
    depth = 0
    for index in range(start, len(code)):
        if code[index] == "{":
            depth += 1
        elif code[index] == "}":
            depth -= 1
            if depth == 0:
                return index
    return len(code) - 1


def drop_template(head):
    """`head` without its leading access words and template parameters."""
    head = re.sub(r"^\s*((public|private|protected)\s*:\s*)+", "", head)
    while re.match(r"\s*template\s*<", head):
        depth = 0
        for index, char in enumerate(head):
            depth += {"<": 1, ">": -1}.get(char, 0)
            if char == ">" and depth == 0:
                break
        head = head[index + 1:]
    return head.strip()


def is_member_initialiser(head):
    """True where `head {` is `Type(args) : member_`: the brace belongs to the member, not to the body."""
    list_start = re.search(r"\)\s*(?:noexcept\s*)?:(?!:)", head)
    return bool(list_start and re.search(r"[\w>]$", head[list_start.end():].rstrip()))


def is_value(head):
    """True for `type name = ... {` that starts no lambda."""
    before = head.split("(", 1)[0]
    return "operator" not in before and re.search(r"(?<![=!<>])=(?!=)", before) and not re.search(r"\]\s*(\([^{}]*\))?[^()]*$", head)


def classify(head):
    """What a brace after `head` opens: scope (namespace, type), value (initialiser) or function."""
    if re.search(r"\bnamespace\b", head) or re.search(r'\bextern\s*""\s*$', head):
        return "scope"
    if re.search(r"\b(class|struct|union|enum)\b", head) and not re.search(r"\)[\w\s]*(->.*)?$", head):
        return "scope"
    return "function" if "(" in head and not is_value(head) else "value"


def find_functions(code):
    """Every function body of comment-free code, with the lines from its head to its closing brace."""
    code = drop_preprocessor(code)
    functions, start, index = [], 0, 0
    while index < len(code):
        char = code[index]
        if char in ";}":
            start = index + 1
        elif char == "{":
            head = drop_template(code[start:index])
            kind = classify(head)
            if kind == "scope":
                start = index + 1
            elif kind == "value" or is_member_initialiser(head):
                index = matching_brace(code, index)
            else:
                end = matching_brace(code, index)
                name = re.search(r"([\w~:]+)\s*\(", head)
                begin_line = code.count("\n", 0, code.rindex(head, start, index)) + 1
                functions.append(Function(name.group(1) if name else "?", begin_line,
                                          code.count("\n", 0, end) + 2 - begin_line))
                index, start = end, end + 1
        index += 1
    return functions
