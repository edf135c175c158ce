"""The first command of the README, where there is no display: it ends with 0 and every path it names is there."""
import os
import re
import subprocess
import tempfile
import pathlib

from kiosk_process import PROGRAM, SOURCE, expect, run


def story():
    if PROGRAM.resolve() != (SOURCE / "build/dev/uketsuke").resolve():
        print("skipped: quickstart builds in build/dev, and this is another build")
        return
    with tempfile.TemporaryDirectory(prefix="uketsuke-quickstart-") as folder:
        environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY", "UKETSUKE_DATA")}
        done = subprocess.run([SOURCE / "deploy/quickstart"], env=dict(environment, UKETSUKE_PRACTICE=folder), stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, timeout=400, check=False)
        expect(done.returncode == 0, f"exit {done.returncode}\n{done.stdout[-4000:]}")
        outcomes = re.findall(r"^(\w+)  \((\w+)\)$", done.stdout, re.MULTILINE)
        expect(outcomes == [("admitted", "camera"), ("admitted", "camera"), ("already_in", "camera"), ("wrong_event", "camera"),
                            ("admitted", "keyboard"), ("forged", "keyboard")], f"outcomes: {outcomes}")
        paths = [line for line in done.stdout.splitlines() if line.startswith(folder)]
        expect(all(pathlib.Path(path).is_file() for path in paths), "every path is a file")
        for part, least in (("pictures", 7), ("lists", 11), ("tickets", 110), ("store", 1)):
            named = [path for path in paths if path.startswith(f"{folder}/{part}/")]
            expect(len(named) >= least, f"{part}: {len(named)} files named, at least {least} expected")


if __name__ == "__main__":
    run(story)
