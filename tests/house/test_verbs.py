"""Only the verbs write a post's status, its text, or who has read it."""

import ast
import functools

from tests.house.tree import ROOMS, ROOT, modules

VERBS = "experiences/moderation/"
THEIRS = {"status", "body", "revision", "needs_second", "lane", "first_reader", "second_reader", "claimed_by", "claimed_until"}  # fmt: skip
# Each with its reason.
ALLOWED = {
    "experiences/bulk_storing.py": "made-up posts alone, a million at a time, with the rows the verbs would write"
}


def writers(tree):
    """Yield (line, what) wherever a module writes a post's column: by assignment, update, creation or SQL."""
    for node in ast.walk(tree):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for one in targets:
            if isinstance(one, ast.Attribute) and one.attr in THEIRS and _name(one.value) not in ("self", "cls"):
                yield node.lineno, f"sets .{one.attr}"
        if isinstance(node, ast.Call):
            named = {keyword.arg for keyword in node.keywords} & THEIRS
            if isinstance(node.func, ast.Attribute) and node.func.attr in ("update", "update_or_create") and named:
                yield node.lineno, f"updates {sorted(named)}"
            if ast.unparse(node.func) in (
                "Post",
                "Post.objects.create",
                "Post.objects.bulk_create",
                "Post.objects.bulk_update",
            ):
                yield node.lineno, "makes posts"
        if isinstance(node, ast.Dict) and "Post" in map(_name, node.keys) and "status" in ast.unparse(node):
            yield node.lineno, "stores posts in bulk"
        if isinstance(node, ast.Constant) and "UPDATE experiences_post" in str(node.value):
            yield node.lineno, "updates posts in SQL"


def _name(node):
    return node.id if isinstance(node, ast.Name) else ""


@functools.cache
def found():
    return {
        (path.relative_to(ROOT).as_posix(), what) for path, tree in modules(*ROOMS) for _line, what in writers(tree)
    }


def test_no_other_module_writes_what_is_the_verbs_alone():
    others = {(path, what) for path, what in found() if not path.startswith(VERBS)}
    assert {one for one in others if one[0] not in ALLOWED} == set()
    assert {path for path, _what in others} == set(ALLOWED), "an exception that nobody needs"


def test_the_search_finds_the_verbs_themselves():
    assert {path for path, _what in found() if path.startswith(VERBS)} >= {f"{VERBS}writing.py", f"{VERBS}erasing.py"}
