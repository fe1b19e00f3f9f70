package org.reapscope.traces;

import java.util.LinkedHashMap;
import java.util.Map;
import org.reapscope.traces.scan.Bytes;
import org.reapscope.traces.scan.Unparsed;

/** Says in words what an input holds that is no trace. */
final class Contents {
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
    int end = Bytes.indexOf(head, 0, head.length, '\n');
    return "line 1: \"" + Unparsed.printable(head, 0, end < 0 ? head.length : end) + "\"";
  }
}
