"""Compile the matcher to a C extension, so that each text takes two thirds of the time; the same sources, the same finds."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from medications.matching import compiled

# In a process of its own: the build reads its arguments from the command line. More optimising takes longer and gains nothing.
_BUILD = """
import sys
from mypyc.build import mypycify
from setuptools import setup
made, *paths = sys.argv[1:]
modules = mypycify(paths, group_name="medications.matching.compiled", opt_level="1", debug_level="0", target_dir=made + "/c")
setup(name="matcher", packages=[], ext_modules=modules,
      script_args=["-q", "build_ext", "--build-lib", made + "/lib", "--build-temp", made + "/objects"])
"""


class Command(BaseCommand):
    help = "Compile the matcher (needs mypy, setuptools and a C compiler; half a minute). It is used while its sources stay as they are."

    def add_arguments(self, parser):
        parser.add_argument("--undo", action="store_true", help="let the matcher run as plain Python again")

    def handle(self, *, undo, **options):
        place = compiled.folder()
        try:
            for old in compiled.folders():
                if undo or old != place:
                    shutil.rmtree(old)
            if not undo and not place.is_dir():
                with tempfile.TemporaryDirectory(dir=place.parent) as made:  # on the same disk: it appears at once
                    build(Path(made))
                    Path(made, "lib", "medications", "matching").rename(place)
        except OSError as error:
            raise CommandError(f"The compiled matcher is kept in {place.parent}: {error.strerror}.") from error
        self.stdout.write("The matcher runs " + ("as plain Python." if undo else "compiled."))


def build(made):
    """Compile the sources below a folder; raise CommandError with what the compiler said last."""
    top = compiled.LISTS.parent.parent
    paths = [str(path.relative_to(top)) for path in compiled.sources()]
    done = subprocess.run(  # noqa: S603 -- our own code on our own files
        [sys.executable, "-c", _BUILD, str(made), *paths], cwd=top, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-5:])
        raise CommandError(f"The matcher could not be compiled; it goes on as plain Python.\n{said}")
