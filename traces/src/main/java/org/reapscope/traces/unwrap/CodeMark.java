package org.reapscope.traces.unwrap;

import java.util.List;
import org.reapscope.traces.scan.Bytes;

/**
 * The marks of a code block: fences of Markdown, also on the log's own first or last line,
 * backticks around each line, and the tags of HTML, BBCode and Jira on lines of their own.
 */
final class CodeMark implements Wrapping {
  private static final List<byte[]> TAGS =
      List.of(
          Bytes.ascii("<pre"),
          Bytes.ascii("</pre"),
          Bytes.ascii("<code"),
          Bytes.ascii("</code"),
          Bytes.ascii("<details"),
          Bytes.ascii("</details"),
          Bytes.ascii("<summary"),
          Bytes.ascii("[code"),
          Bytes.ascii("[/code"),
          Bytes.ascii("{code"),
          Bytes.ascii("{noformat"));

  @Override
  public String words() {
    return "marks of a code block";
  }

  @Override
  public boolean takeOff(Line line) {
    int from = Bytes.skipBlanks(line.bytes(), line.from(), line.to());
    for (byte[] tag : TAGS) {
      if (line.startsWith(from, tag)) {
        line.end(line.from());
        return true;
      }
    }
    int inside = from;
    while (line.at(inside) == '`' || line.at(inside) == '~') {
      inside++;
    }
    int end = line.to();
    while (end > inside && line.at(end - 1) == '`') {
      end--;
    }
    int marks = inside - from;
    if (marks == 0 && line.to() - end < 3 || marks > 0 && line.at(from) == '~' && marks < 3) {
      return false;
    }
    line.end(end);
    line.begin(marks >= 3 && isLanguage(line, inside) ? line.to() : inside);
    return true;
  }

  /** Nothing or one word behind a fence. */
  private static boolean isLanguage(Line line, int from) {
    for (int at = from; at < line.to(); at++) {
      byte c = (byte) (line.at(at) | 0x20);
      if ((c < 'a' || c > 'z') && c != '-' && c != ' ') {
        return false;
      }
    }
    return true;
  }

  @Override
  public int leastShare() {
    return 0;
  }
}
