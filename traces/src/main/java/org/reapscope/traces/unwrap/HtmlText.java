package org.reapscope.traces.unwrap;

import java.util.List;
import org.reapscope.traces.scan.Bytes;

/** Text cut out of a web page's source: entities, and tags between them. */
final class HtmlText extends Replacing {
  private static final byte[] LESS = Bytes.ascii("&lt;");
  private static final byte[] MORE = Bytes.ascii("&gt;");
  private static final byte[] QUOTE = Bytes.ascii("&quot;");
  private static final byte[] BREAK = Bytes.ascii("<br");
  private static final byte[] AND = Bytes.ascii("&amp;");
  private static final List<byte[]> TAGS =
      List.of(
          Bytes.ascii("br"),
          Bytes.ascii("p"),
          Bytes.ascii("span"),
          Bytes.ascii("div"),
          Bytes.ascii("pre"),
          Bytes.ascii("code"),
          Bytes.ascii("a"),
          Bytes.ascii("td"),
          Bytes.ascii("tr"),
          Bytes.ascii("b"),
          Bytes.ascii("i"));

  HtmlText() {
    super(
        "&lt;", "<", "&gt;", ">", "&quot;", "\"", "&#34;", "\"", "&#39;", "'", "&#x27;", "'",
        "&apos;", "'", "&nbsp;", " ", "&#160;", " ", "&#60;", "<", "&#62;", ">", "&amp;", "&",
        "&#38;", "&");
  }

  /** Only where hardly a line has an angle bracket that is neither spelled out nor of a tag. */
  static List<HtmlText> of(Head head) {
    HtmlText html = new HtmlText();
    long spelled = 0;
    long bare = 0;
    for (byte[] line : head.lines()) {
      boolean entity =
          Bytes.indexOf(line, 0, line.length, LESS) >= 0
              || Bytes.indexOf(line, 0, line.length, MORE) >= 0
              || Bytes.indexOf(line, 0, line.length, QUOTE) >= 0
              || Bytes.indexOf(line, 0, line.length, AND) >= 0
              || Bytes.indexOf(line, 0, line.length, BREAK) >= 0;
      spelled += entity ? 1 : 0;
      bare += html.bareBracket(line) ? 1 : 0;
    }
    return spelled > 0 && bare * 10 <= spelled ? List.of(html) : List.of();
  }

  private boolean bareBracket(byte[] text) {
    Line line = new Line();
    line.set(text, 0, text.length);
    int at = Bytes.indexOf(text, 0, text.length, '<');
    while (at >= 0) {
      int end = skipped(line, at);
      if (end == at) {
        return true;
      }
      at = Bytes.indexOf(text, end, text.length, '<');
    }
    return false;
  }

  @Override
  public String words() {
    return "the spelling of HTML";
  }

  @Override
  boolean begins(byte c) {
    return c == '&' || c == '<';
  }

  @Override
  int skipped(Line line, int at) {
    if (line.at(at) != '<') {
      return at;
    }
    int name = line.at(at + 1) == '/' ? at + 2 : at + 1;
    for (byte[] tag : TAGS) {
      int end = name + tag.length;
      if (line.startsWith(name, tag)
          && (line.at(end) == '>' || line.at(end) == ' ' || line.at(end) == '/')) {
        int close = Bytes.indexOf(line.bytes(), end, line.to(), '>');
        return close < 0 ? at : close + 1;
      }
    }
    return at;
  }
}
