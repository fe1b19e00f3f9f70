/*
 * Writes an strace log of about so many megabytes to standard output: a supervisor that forks one child after another
 * and waits for each, while every child makes forty calls that tell nothing of processes. Numbers grow and wrap as
 * pid_max makes them. For runs through a pipe that no disk has to hold:
 *
 *   cc -O2 -o endless endless.c && ./endless 10240 | reapscope audit -
 */
#include <stdio.h>
#include <stdlib.h>

static long long now = 1790000000000000;

static void at(int pid) {
  now += 7;
  printf("%d %lld.%06lld ", pid, now / 1000000, now % 1000000);
}

int main(int argc, char **argv) {
  long long limit = (argc > 1 ? atoll(argv[1]) : 100) << 20, written = 0;
  int root = 700, pid = root;
  at(root);
  printf("execve(\"/usr/bin/super\", [\"super\"], 0x7ffd2b9c1d30 /* 12 vars */) = 0 <0.000210>\n");
  while (written < limit) {
    pid = pid >= 4194303 ? 1000 : pid + 1;
    int n = 0;
    at(root);
    n += printf("clone(child_stack=NULL, flags=CLONE_CHILD_CLEARTID|CLONE_CHILD_SETTID|SIGCHLD, child_tidptr=0x7f4b1c2d3e10) = %d <0.000090>\n", pid);
    at(root);
    n += printf("wait4(-1,  <unfinished ...>\n");
    for (int i = 0; i < 10; i++) {
      at(pid);
      n += printf("openat(AT_FDCWD</srv/data>, \"/srv/data/file-%d.txt\", O_RDONLY) = 3</srv/data/file-%d.txt> <0.000011>\n", i, i);
      at(pid);
      n += printf("read(3</srv/data/file-%d.txt>, \"0123456789abcdef\"..., 131072) = 4096 <0.000009>\n", i);
      at(pid);
      n += printf("write(1</dev/null>, \"0123456789abcdef\"..., 4096) = 4096 <0.000006>\n");
      at(pid);
      n += printf("close(3</srv/data/file-%d.txt>) = 0 <0.000005>\n", i);
    }
    at(pid);
    n += printf("exit_group(0) = ?\n");
    at(pid);
    n += printf("+++ exited with 0 +++\n");
    at(root);
    n += printf("<... wait4 resumed>[{WIFEXITED(s) && WEXITSTATUS(s) == 0}], 0, NULL) = %d <0.000400>\n", pid);
    at(root);
    n += printf("--- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=%d, si_uid=0, si_status=0, si_utime=0, si_stime=0} ---\n", pid);
    written += n + 47 * 22;
  }
  at(root);
  printf("exit_group(0) = ?\n");
  at(root);
  printf("+++ exited with 0 +++\n");
  return 0;
}
