package org.reapscope.traces;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.reapscope.traces.scan.Bytes;
import org.reapscope.traces.scan.Unparsed;

/** Says in words what an input holds that is no trace. */
final class Contents {
  private static final Pattern COUNTS = Pattern.compile("% time +seconds +usecs/call .*");
  private static final Pattern CALL =
      Pattern.compile(
          "(?m)^(\\[pid +)?[0-9]*\\]? *([0-9:.]+ )?(wait4|waitid|clone3?|v?fork|execve)\\(.*\\) += "
              + "|\\+\\+\\+ exited with [0-9]+ \\+\\+\\+$");
  private static final Pattern LATENCY =
      Pattern.compile(" *.{1,8}-[0-9]+ +[0-9]+[a-zA-Z.0-9]{4,5} +[0-9]+us[ +!#*@$]: ");
  private static final Map<String, String> MAGIC = new LinkedHashMap<>();

  static {
    MAGIC.put("\u00ff\u00d8\u00ff", "a JPEG picture");
    MAGIC.put("\u0089PNG", "a PNG picture");
    MAGIC.put("GIF8", "a GIF picture");
    MAGIC.put("%PDF", "a PDF document");
    MAGIC.put("PK\u0003\u0004", "a ZIP archive: unpack it first");
    MAGIC.put("\u007fELF", "an ELF program");
    MAGIC.put("\u0017\u0008\u0044tracing", "a trace.dat file: use trace-cmd report");
    MAGIC.put("PERFILE2", "a perf.data file: use perf script");
    MAGIC.put("<!DOCTYPE", "an HTML page");
    MAGIC.put("<html", "an HTML page");
    MAGIC.put("{", "JSON");
  }

  private Contents() {}

  /** Whether lines like strace's stand among others, too few for it to be taken for one. */
  static boolean holdsCalls(byte[] head) {
    return CALL.matcher(new String(head, StandardCharsets.ISO_8859_1)).find();
  }

  /** What the first bytes are, with the first line for text. */
  static String describe(byte[] head) {
    for (Map.Entry<String, String> entry : MAGIC.entrySet()) {
      if (Bytes.startsWith(head, 0, head.length, Bytes.ascii(entry.getKey()))) {
        return entry.getValue();
      }
    }
    if (Bytes.indexOf(head, 0, head.length, '\0') >= 0) {
      return "binary data";
    }
    int start = 0;
    int line = 1;
    while (start + 1 < head.length && head[start] == '\n') {
      start++;
      line++;
    }
    int newline = Bytes.indexOf(head, start, head.length, '\n');
    int end = newline < 0 ? head.length : newline;
    String first = new String(head, start, end - start, StandardCharsets.ISO_8859_1);
    if (COUNTS.matcher(first).matches()) {
      return "strace's table of counts (-c): record the calls themselves, with -C if both are wanted";
    }
    if (LATENCY.matcher(first).lookingAt()) {
      return "tracefs text with latency-format: switch it off, echo 0 > options/latency-format";
    }
    return "line " + line + ": \"" + Unparsed.printable(head, start, end) + "\"";
  }
}
