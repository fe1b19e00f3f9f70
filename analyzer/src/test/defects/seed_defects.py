#!/usr/bin/env python3
"""Shows that the tests notice: seeds one defect after the other in a copy of the sources and runs the tests.

usage: seed_defects.py [WORD ...]      only defects whose name holds one of the words

Prints a line a defect with the tests that fail; exit 1 when a defect goes unnoticed.
"""
import os, re, shutil, subprocess, sys, tempfile

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), *[".."] * 4))
KERNEL = "analyzer/src/main/java/org/reapscope/analyzer/kernel/"
TESTS = "KernelAgainstReferenceTest,ConformanceTest,ScenarioTest"
DEFECTS = [
    # name, file, text, replacement
    ("hidden children keep ECHILD away", "Verdict.java", "HIDDEN(false", "HIDDEN(true"),
    ("reparented children go to the head", "Orphans.java",
     "kernel.link(child, reaper, kernel.tick())", "kernel.link(child, reaper, -kernel.tick())"),
    ("__WALL lifts hiding", "Eligibility.java",
     "if (task.group.marked\n", "if (task.group.marked && !request.has(WaitOptions.WALL)\n"),
    ("exec keeps exit_signal", "Execs.java", "    leader.exitSignal = Signals.SIGCHLD;\n", ""),
    ("NOCLDWAIT suppresses the signal", "Notices.java",
     "sent = ignores(listening) ? 0 : sent;", "sent = 0;"),
    ("WNOWAIT consumes", "WaitEffects.java", " || request.has(WaitOptions.WNOWAIT)", ""),
    ("zombie without WEXITED keeps ECHILD away", "Verdict.java",
     "ZOMBIE_UNASKED(false", "ZOMBIE_UNASKED(true"),
    ("delayed leader is reapable", "Task.java",
     "return isLeader() && group.threads().size() > 1;", "return false;"),
    ("__WNOTHREAD is ignored", "WaitScan.java",
     "boolean alone = request.has(WaitOptions.WNOTHREAD);", "boolean alone = false;"),
    ("stop report survives continue", "Kernel.java",
     "    group.stopped = false;\n    group.stopReport = 0;\n    group.continued = true;",
     "    group.stopped = false;\n    group.continued = true;"),
    ("SIG_IGN autoreaps whatever the exit signal", "Notices.java",
     "} else if (sent == Signals.SIGCHLD && listening", "} else if (listening"),
    ("a foreign tracer keeps nothing from the parent", "Eligibility.java", "(tracing || !traced)", "true"),
    ("a traced dead leader keeps ECHILD away", "Eligibility.java", "          !tracing || (", "          true || ("),
    ("an autoreaped orphan stays in the list", "Orphans.java", "      kernel.deaths.release(child, true);\n", ""),
    ("FreeBSD moves the oldest orphan first", "Orphans.java", "        Collections.reverse(children);\n", ""),
]


def run(copy):
    """Runs the tests in the copy; returns the names of those that fail."""
    done = subprocess.run(
        ["mvn", "-q", "-o", "-Dquick", "-pl", "analyzer", "-am", "test", f"-Dtest={TESTS}",
         "-Dsurefire.failIfNoSpecifiedTests=false"], cwd=copy, capture_output=True, text=True)
    said = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout + done.stderr)
    if "COMPILATION ERROR" in said:
        sys.exit("the defect does not compile:\n" + said)
    return sorted(set(re.findall(r"(\w+Test)\.(\w+)[^\n]* <<< (?:FAILURE|ERROR)", said)))


def main():
    unnoticed = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, "tree")
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns("target", ".git", ".reapscope"))
        for name, file, text, replacement in DEFECTS:
            if sys.argv[1:] and not any(word in name for word in sys.argv[1:]):
                continue
            path = os.path.join(copy, KERNEL, file)
            with open(path) as source:
                good = source.read()
            if text not in good:
                sys.exit(f"{name}: {file} has changed, the text to replace is not there")
            with open(path, "w") as source:
                source.write(good.replace(text, replacement, 1))
            failing = run(copy)
            with open(path, "w") as source:
                source.write(good)
            unnoticed += not failing
            print(f"{name}: " + (", ".join(".".join(test) for test in failing) or "UNNOTICED"), flush=True)
    return 1 if unnoticed else 0


if __name__ == "__main__":
    sys.exit(main())
