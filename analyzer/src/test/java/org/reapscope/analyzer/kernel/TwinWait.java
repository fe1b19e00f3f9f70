package org.reapscope.analyzer.kernel;

/** One random wait put to both models. */
final class TwinWait {
  private static final int NOBODYS_GROUP = 777;

  private final Twin twin;
  private final Op op;
  private final Ref.Thread who;
  private final Ref.Thread whom;

  TwinWait(Twin twin, Op op, Ref.Thread who, Ref.Thread whom) {
    this.twin = twin;
    this.op = op;
    this.who = who;
    this.whom = whom;
  }

  String play() {
    int how = op.how();
    boolean exited = (how & 3) != 0;
    boolean stopped = (how & 4) != 0;
    boolean continued = (how & 8) != 0;
    boolean noWait = (how & 0x30) == 0x30;
    boolean noThread = (how & 0xc0) == 0xc0;
    boolean all = (how & 0x300) == 0x300;
    boolean clone = (how & 0x1c00) == 0x1c00;
    int options =
        (exited ? 4 : 0)
            | (stopped ? 2 : 0)
            | (continued ? 8 : 0)
            | (noWait ? 0x01000000 : 0)
            | (noThread ? 0x20000000 : 0)
            | (all ? 0x40000000 : 0)
            | (clone ? 0x80000000 : 0);
    Task caller = twin.task(who);
    int form = how >> 13 & 7;
    boolean byPidfd = form == 6;
    int pgid = form == 3 ? NOBODYS_GROUP : form == 4 ? who.group.pgid : whom.group.pgid;
    char type = form < 3 ? 'A' : form < 6 ? 'G' : 'P';
    WaitRequest request =
        switch (type) {
          case 'A' -> WaitRequest.any(caller, options);
          case 'G' -> WaitRequest.group(caller, twin.groupOf(pgid), options);
          default -> WaitRequest.one(caller, twin.task(whom), byPidfd, options);
        };
    Ref.Call call =
        new Ref.Call(
            who, type, pgid, whom, byPidfd, exited, stopped, continued, noWait, noThread, all,
            clone);
    twin.story()
        .add(
            who.id
                + " waits for "
                + (type == 'A' ? "any" : type == 'G' ? "group " + pgid : "" + whom.id)
                + (byPidfd ? " by pidfd" : "")
                + " options "
                + Integer.toHexString(options));
    return compare(request, call);
  }

  private String compare(WaitRequest request, Ref.Call call) {
    Answer answer = twin.kernel().ask(request);
    Ref.Result result = twin.reference().wait(call);
    Ref.Result ours = asResult(answer);
    if (!ours.equals(result)) {
      return "kernel answers " + ours + ", reference " + result;
    }
    int walked = twin.kernel().explain(request).size();
    if (walked != result.scanned()) {
      return "explanation has " + walked + " candidates, reference " + result.scanned();
    }
    twin.kernel().take(request, answer);
    twin.reference().take(call, result);
    return null;
  }

  private static Ref.Result asResult(Answer answer) {
    char kind =
        switch (answer.kind()) {
          case REPORT -> 'R';
          case NOTHING -> '0';
          default -> 'E';
        };
    return new Ref.Result(
        kind,
        answer.child() == null ? 0 : answer.child().tid,
        answer.what() == null ? "" : answer.what().name(),
        answer.value(),
        answer.scanned());
  }
}
