"""Small programs of many kinds that start, wait for, lose and forget children."""
import itertools
import random
import shutil


def shells():
    for n in (1, 2, 3, 5, 8):
        yield f"seq-{n}", "; ".join(["/bin/true"] * n)
        yield f"wait-all-{n}", "; ".join(f"(exit {i}) &" for i in range(n)).replace("&;", "&") + " wait"
        yield f"wait-each-{n}", "".join(f"sleep 0.0{i + 1} & p{i}=$!; " for i in range(n)) + "".join(
            f"wait $p{i}; " for i in reversed(range(n)))
        yield f"pipe-{n}", " | ".join(["echo x"] + ["cat"] * n) + " >/dev/null"
        yield f"subst-{n}", "x=$(" * n + "echo x" + ")" * n
        yield f"loop-{n}", f"for i in $(seq {n}); do /bin/true $i; done"
        yield f"trap-{n}", "trap : CHLD; " + "sleep 0.01 & " * n + "wait; wait"
        yield f"orphan-{n}", "".join(f"(sleep 0.0{i + 1} &) ; " for i in range(n)) + "sleep 0.05"
    yield "killed", "sleep 5 & kill -9 $!; wait $!"
    yield "stopped", "sleep 0.05 & kill -STOP $!; kill -CONT $!; wait"
    yield "exec", "sleep 0.01 & exec sleep 0.03"
    yield "missing", "/no/such/program; wait"


BASH = {
    "wait-n": "for i in 1 2 3; do (exit $i) & done; while wait -n; [ $? -ne 127 ]; do :; done",
    "wait-p": "sleep 0.02 & (exit 3) & wait -n -p who; wait",
    "coproc": "coproc cat; echo x >&${COPROC[1]}; exec {COPROC[1]}>&-; wait",
    "procsub": "diff <(echo a) <(echo b); cat < <(echo c)",
    "monitor": "set -m; sleep 0.02 & sleep 0.01 & jobs; wait",
    "disown": "sleep 0.05 & disown; sleep 0.02 & wait",
    "lastpipe": "shopt -s lastpipe; echo x | read y; true | false | true",
    "timeout": "timeout 0.05 sleep 1; timeout -k 0.1 1 true",
}

PERL = {
    "any": "for(1..{n}){{fork or exit $_}} 1 while wait>0",
    "named": "my@p;for(1..{n}){{my$p=fork;$p or exit $_;push@p,$p}} waitpid $_,0 for reverse@p",
    "poll": "use POSIX':sys_wait_h';my%p;for(1..{n}){{my$p=fork;$p or do{{select undef,undef,undef,.01*$_;exit}};$p{{$p}}=1}}"
            "while(%p){{for(keys%p){{delete$p{{$_}} if waitpid($_,WNOHANG)}};select undef,undef,undef,.01}}",
    "ignore": "$SIG{{CHLD}}='IGNORE';for(1..{n}){{system 'true'}} print $?",
    "handler": "use POSIX':sys_wait_h';$SIG{{CHLD}}=sub{{1 while waitpid(-1,WNOHANG)>0}};for(1..{n}){{system 'exit 3'}}"
               "select undef,undef,undef,.05",
    "popen": "for(1..{n}){{open my$f,'-|','echo x';<$f>;close$f}}",
    "leak": "for(1..{n}){{fork or exit}} select undef,undef,undef,.1",
    "orphan": "for(1..{n}){{if(!fork){{fork or select(undef,undef,undef,.05);exit}}}} 1 while wait>0",
}

PYTHON = {
    "run": "import subprocess as s\nfor i in range({n}): s.run(['sh','-c',f'exit {{i}}'])",
    "popen": "import subprocess as s\np=[s.Popen(['sleep',f'0.0{{i+1}}']) for i in range({n})]\n[x.wait() for x in p]",
    "poll": "import subprocess as s,time\np=[s.Popen(['sleep',f'0.0{{i+1}}']) for i in range({n})]\n"
            "while any(x.poll() is None for x in p): time.sleep(.01)",
    "steal": "import subprocess as s,os,threading\ndef reap():\n  while True:\n    try: os.waitpid(-1,0)\n    except ChildProcessError: return\n"
             "p=[s.Popen(['sleep','0.05']) for i in range({n})]\nt=threading.Thread(target=reap);t.start();t.join()\n[x.wait() for x in p]",
    "asyncio": "import asyncio\nasync def one(i):\n  p=await asyncio.create_subprocess_exec('sh','-c',f'exit {{i}}');await p.wait()\n"
               "async def main(): await asyncio.gather(*[one(i) for i in range({n})])\nasyncio.run(main())",
    "pool": "import multiprocessing as m\nif __name__=='__main__':\n  with m.get_context('fork').Pool({n}) as p: p.map(abs,range(10))",
    "peek": "import os\nfor i in range({n}):\n  p=os.fork()\n  if p==0: os._exit(i)\n"
            "for i in range({n}):\n  w=os.waitid(os.P_ALL,0,os.WEXITED|os.WNOWAIT);os.waitpid(w.si_pid,0)",
    "pidfd": "import os,select\nf={{}}\nfor i in range({n}):\n  p=os.fork()\n  if p==0: os._exit(i)\n  f[os.pidfd_open(p)]=p\n"
             "for fd in f: select.select([fd],[],[]); os.waitid(os.P_PIDFD,fd,os.WEXITED)",
    "forget": "import subprocess as s,time\nfor i in range({n}): s.Popen(['true'])\ntime.sleep(.1)",
    "group": "import os\nos.setpgid(0,0)\nfor i in range({n}):\n  if os.fork()==0: os._exit(i)\nfor i in range({n}): os.waitpid(0,0)",
    "spawn": "import os\np=[os.posix_spawn('/bin/true',['true'],{{}}) for i in range({n})]\nfor x in p: os.waitpid(x,0)",
    "subreaper": "import os,ctypes,time\nctypes.CDLL(None).prctl(36,1)\nfor i in range({n}):\n  if os.fork()==0:\n"
                 "    if os.fork()==0: time.sleep(.03)\n    os._exit(0)\ntry:\n  while True: os.wait()\nexcept ChildProcessError: pass",
}

OTHERS = {
    "ruby": ["ruby", "-e", "{n}.times{{|i| fork{{exit i}}}}; Process.waitall"],
    "ruby-detach": ["ruby", "-e", "{n}.times.map{{Process.detach(spawn('true'))}}.each(&:join)"],
    "tcl": ["sh", "-c", "echo 'for {{set i 0}} {{$i<{n}}} {{incr i}} {{exec true &}}; after 50; exec true' | tclsh"],
    "lua": ["lua", "-e", "for i=1,{n} do os.execute('true') end io.popen('echo x'):close()"],
    "php": ["php", "-r", "for($i=0;$i<{n};$i++) pclose(popen('true','r'));"],
    "node": ["node", "-e", "for(let i=0;i<{n};i++)require('child_process').spawn('true')"],
    "node-sync": ["node", "-e", "for(let i=0;i<{n};i++)require('child_process').spawnSync('true')"],
    "zsh": ["zsh", "-fc", "for i in {{1..{n}}}; do sleep 0.0$i & done; wait"],
    "expect": ["expect", "-c", "for {{set i 0}} {{$i<{n}}} {{incr i}} {{spawn -noecho true; expect eof; wait}}"],
    "xargs": ["sh", "-c", "seq {n} | xargs -P2 -n1 true"],
    "make": ["sh", "-c", "printf 'all: {deps}\\n%%: ; @true\\n' | make -s -j3 -f -"],
    "find": ["find", "/etc/apt", "-maxdepth", "1", "-exec", "true", "{{}}", ";"],
    "awk": ["awk", "BEGIN{{for(i=0;i<{n};i++) system(\"true\")}}"],
    "setsid": ["setsid", "-w", "sh", "-c", "for i in $(seq {n}); do true & done; wait"],
    "nice": ["nice", "sh", "-c", "(sleep 0.0{n} & wait)"],
}


def named():
    """(name, command) of every workload that has one, the same list each time."""
    for shell in ("dash", "bash"):
        for name, text in shells():
            yield f"{shell}-{name}", [shell, "-c", text]
    for name, text in BASH.items():
        yield f"bash-{name}", ["bash", "-c", text]
    for (name, text), n in itertools.product(PERL.items(), (1, 3, 6)):
        yield f"perl-{name}-{n}", ["perl", "-e", text.format(n=n)]
    for (name, text), n in itertools.product(PYTHON.items(), (1, 4)):
        yield f"python-{name}-{n}", ["python3", "-c", text.format(n=n)]
    for (name, words), n in itertools.product(OTHERS.items(), (1, 2, 4)):
        deps = " ".join(f"t{i}" for i in range(n))
        command = [word.format(n=n, deps=deps) for word in words]
        if shutil.which(command[0]):
            yield f"{name}-{n}", command


def drawn(seed):
    """A script for tree.c."""
    draw = random.Random(seed)
    steps, born = draw.sample(["S", "H", "I"], draw.choice([0, 0, 0, 1])), 0
    for _ in range(draw.randint(4, 24)):
        kind = draw.choice("sssskxoczwWDfFPpivgnn" if born else "ssskxocz")
        ms = draw.choice([0, 0, 1, 3, 8, 20])
        if kind == "s":
            steps.append(f"s:{ms}:{draw.randint(0, 9)}")
        elif kind == "k":
            steps.append(f"k:{ms}:{draw.choice([6, 9, 15])}")
        elif kind == "x":
            steps.append(f"x:{draw.randint(0, 9)}")
        elif kind in "fFpvg":
            steps.append(f"{kind}:{draw.randrange(born)}")
        elif kind in "ocn":
            steps.append(f"{kind}:{ms}")
        elif kind == "z":
            steps.append(f"z:{ms}:0")
        else:
            steps.append(kind)
        born += kind in "skxocz"
        if born and draw.random() < 0.03:
            steps.append("T")
    return steps + ["n:5"] + draw.choice([["D"], ["w"] * born, [f"f:{i}" for i in range(born)], ["P", "n:10", "P"], []])
