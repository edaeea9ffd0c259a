#!/usr/bin/env python3
"""Runs the pages of docs/clients as their readers would: each code block in order, in an empty directory, against a
server that holds nothing but what the page puts into it. A ```text block after a code block is what it must print.

Usage: run_pages.py DRAGOMAN PAGE... [--update]
  --update  write what was printed into the page instead of comparing it

Languages: sh, python (one namespace for a page), r (one session for a page; the page is passed over, and that is said,
where Rscript is not installed). Exit code: 0, 1 when something is wrong, 77 when every page was passed over.
"""

import argparse
import contextlib
import io
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
WRITTEN_SERVER = "http://127.0.0.1:8080"
FENCE = re.compile(r"^```([^\n`]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MARK = "<<end of block>>"


class Block:
    def __init__(self, language, code):
        self.language = language
        self.code = code
        self.expected = None  # the block that says what is printed
        self.printed = None


def read_blocks(page):
    blocks = []
    for found in FENCE.finditer(page.read_text(encoding="utf-8")):
        block = Block(found[1].strip(), found[2])
        if block.language == "text" and blocks:
            blocks[-1].expected = found
        elif block.language in ("sh", "python", "r"):
            blocks.append(block)
    return blocks


class Server:
    """`dragoman serve` on a free port, everything in memory."""

    def __init__(self, dragoman):
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen([dragoman, "serve", "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE,
                                        stderr=self.log, text=True)
        line = self.process.stdout.readline()
        if not line.startswith("listening on "):
            raise SystemExit("the server did not start: " + self.errors())
        self.url = line.removeprefix("listening on ").strip()

    def errors(self):
        self.log.seek(0)
        return self.log.read().decode(errors="replace")

    def stop(self):
        self.process.terminate()
        if self.process.wait(60) != 0:
            raise SystemExit("the server did not end well: " + self.errors())


def run_process(command, work, environment):
    done = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, timeout=120)
    if done.returncode != 0:
        raise RuntimeError(f"exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def run_shell(blocks, url, work, environment):
    for block in blocks:
        script = "set -eu\n" + block.code.replace(WRITTEN_SERVER, url)
        block.printed = run_process(["bash", "-c", script], work, environment)


def run_python(blocks, url, work, _):
    namespace = {"__name__": "__main__"}
    before = os.getcwd()
    os.chdir(work)
    try:
        for block in blocks:
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                exec(compile(block.code.replace(WRITTEN_SERVER, url), "page", "exec"), namespace)
            block.printed = printed.getvalue()
    finally:
        os.chdir(before)


def run_r(blocks, url, work, environment):
    script = work / "page.R"
    script.write_text(f'\ncat("{MARK}\\n")\n'.join(b.code.replace(WRITTEN_SERVER, url) for b in blocks),
                      encoding="utf-8")
    printed = run_process(["Rscript", "--vanilla", "--encoding=UTF-8", str(script)], work, environment)
    for block, text in zip(blocks, printed.split(MARK + "\n"), strict=True):
        block.printed = text


RUNNERS = {"sh": run_shell, "python": run_python, "r": run_r}


def compare(page, blocks, update):
    """The number of blocks that printed something else."""
    wrong = 0
    text = page.read_text(encoding="utf-8")
    for block in reversed(blocks):
        if block.expected is None or block.printed is None or block.printed == block.expected[2]:
            continue
        if update:
            begin, end = block.expected.span(2)
            text = text[:begin] + block.printed + text[end:]
            continue
        wrong += 1
        print(f"{page.name}: this block\n{block.code}\nprinted\n{block.printed}\ninstead of\n{block.expected[2]}")
    if update:
        page.write_text(text, encoding="utf-8")
    return wrong


def run_page(dragoman, page, update):
    """The number of faults; None when the page was passed over."""
    blocks = read_blocks(page)
    if not blocks:
        raise SystemExit(f"{page}: there is no code in it")
    server = Server(dragoman)
    try:
        if any(b.language == "r" for b in blocks) and shutil.which("Rscript") is None:
            print(f"{page.name}: passed over, Rscript is not installed (r-base-core, r-cran-jsonlite)")
            return None
        with tempfile.TemporaryDirectory() as scratch:
            work = pathlib.Path(scratch)
            (work / "scripts").symlink_to(ROOT / "scripts")
            environment = dict(os.environ, DRAGOMAN_SERVER=server.url, LC_ALL="C.UTF-8",
                               PATH=f"{pathlib.Path(dragoman).parent}:{os.environ['PATH']}")
            for language, runner in RUNNERS.items():
                runner_blocks = [block for block in blocks if block.language == language]
                if runner_blocks:
                    runner(runner_blocks, server.url, work, environment)
    finally:
        server.stop()
    return compare(page, blocks, update)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("dragoman")
    arguments.add_argument("pages", nargs="+", type=pathlib.Path)
    arguments.add_argument("--update", action="store_true")
    given = arguments.parse_args()
    dragoman = str(pathlib.Path(given.dragoman).resolve())
    begin = time.monotonic()
    wrong = 0
    passed_over = 0
    for page in given.pages:
        try:
            faults = run_page(dragoman, page, given.update)
            passed_over += faults is None
            wrong += faults or 0
        except Exception as fault:  # the next page may be sound
            print(f"{page.name}: {type(fault).__name__}: {fault}")
            wrong += 1
    print(f"{len(given.pages)} pages, {wrong} faults, {time.monotonic() - begin:.1f} s")
    if wrong:
        return 1
    return 77 if passed_over == len(given.pages) else 0


if __name__ == "__main__":
    sys.exit(main())
