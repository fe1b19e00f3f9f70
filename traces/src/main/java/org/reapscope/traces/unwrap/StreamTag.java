package org.reapscope.traces.unwrap;

import org.reapscope.traces.scan.Bytes;

/**
 * The stream and flag of a container runtime's log file, {@code stderr F }; {@code P} marks a line
 * whose rest follows.
 */
final class StreamTag implements Wrapping {
  private static final byte[] OUT = Bytes.ascii("stdout ");
  private static final byte[] ERR = Bytes.ascii("stderr ");

  @Override
  public String words() {
    return "the stream's name in a container's log";
  }

  @Override
  public boolean takeOff(Line line) {
    int at = line.from() + OUT.length;
    boolean named = line.startsWith(line.from(), OUT) || line.startsWith(line.from(), ERR);
    boolean partial = line.at(at) == 'P';
    if (!named || !partial && line.at(at) != 'F' || line.at(at + 1) != ' ' && at + 1 < line.to()) {
      return false;
    }
    line.begin(at + 2);
    if (partial) {
      line.leaveOpen();
    }
    return true;
  }
}
