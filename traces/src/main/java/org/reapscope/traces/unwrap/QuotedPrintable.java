package org.reapscope.traces.unwrap;

import java.util.Arrays;
import java.util.List;
import org.reapscope.traces.scan.Bytes;

/**
 * The encoding of a mail's source (RFC 2045): {@code =3D} for an equals sign, and an equals sign at
 * the end of a line whose rest follows.
 */
final class QuotedPrintable implements Wrapping {
  private static final byte[] EQUALS = Bytes.ascii("=3D");
  private static final byte[] BARE = Bytes.ascii("= ");

  /** Only where no equals sign stands for itself before a blank. */
  static List<QuotedPrintable> of(Head head) {
    long coded = lines(head, EQUALS);
    return coded > 0 && lines(head, BARE) * 50 <= coded
        ? List.of(new QuotedPrintable())
        : List.of();
  }

  private static long lines(Head head, byte[] word) {
    return head.lines().stream().filter(b -> Bytes.indexOf(b, 0, b.length, word) >= 0).count();
  }

  @Override
  public String words() {
    return "the quoted-printable encoding of a mail";
  }

  @Override
  public boolean takeOff(Line line) {
    byte[] text = Arrays.copyOfRange(line.bytes(), line.from(), line.to());
    int length = 0;
    int decoded = 0;
    boolean open = line.length() > 0 && line.at(line.to() - 1) == '=';
    int to = open ? line.to() - 1 : line.to();
    for (int at = line.from(); at < to; ) {
      int high = line.at(at) == '=' ? Bytes.hexDigit(line.at(at + 1)) : -1;
      int low = high < 0 ? -1 : Bytes.hexDigit(line.at(at + 2));
      if (low >= 0) {
        text[length++] = (byte) (high << 4 | low);
        at += 3;
        decoded++;
      } else {
        text[length++] = line.at(at++);
      }
    }
    if (decoded == 0 && !open) {
      return false;
    }
    line.replace(text, length);
    if (open) {
      line.leaveOpen();
    }
    return true;
  }
}
