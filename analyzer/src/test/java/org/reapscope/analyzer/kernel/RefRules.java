package org.reapscope.analyzer.kernel;

/** What each Linux profile changes, written down a second time from the table of profiles. */
final class RefRules {
  final boolean walks;
  final boolean clears;
  private final String profile;

  RefRules(String name) {
    this.profile = name.contains("+") ? name.substring(0, name.indexOf('+')) : name;
    this.walks = profile.equals("linux-classic") || name.contains("classic-scan");
    this.clears = name.contains("clear-on-reparent");
  }

  boolean hides(Ref.Thread child, char type, boolean byPidfd, boolean asTracer) {
    if (!child.group.marked) {
      return false;
    }
    return switch (profile) {
      case "wait-pidfd-v0" -> type != 'P';
      case "wait-pidfd" -> type != 'P' && !asTracer;
      case "wip-a" -> !asTracer && (child.group.pidfds > 0 ? !byPidfd : type != 'P');
      case "wip-b" -> !asTracer && !byPidfd;
      default -> false;
    };
  }

  int exitSignalOfMarked(int asked) {
    return profile.equals("autoreap") || profile.equals("wclone") ? 0 : asked;
  }

  boolean inherited() {
    return profile.equals("wait-pidfd-v0");
  }

  boolean silent() {
    return profile.equals("autoreap");
  }

  boolean kernelReaps(Ref.Group group) {
    return group.marked
        && (profile.equals("autoreap") || (profile.equals("wip-b") && group.pidfds == 0));
  }

  boolean lastCloseReaps() {
    return profile.equals("wip-b");
  }
}
