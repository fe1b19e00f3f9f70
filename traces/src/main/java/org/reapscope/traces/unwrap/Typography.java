package org.reapscope.traces.unwrap;

/** What word processors and web editors make of ASCII: blanks that do not break, curly quotes. */
final class Typography extends Replacing {
  Typography() {
    super(
        "\u00c2\u00a0", " ",
        "\u00e2\u0080\u009c", "\"",
        "\u00e2\u0080\u009d", "\"",
        "\u00e2\u0080\u0098", "'",
        "\u00e2\u0080\u0099", "'",
        "\u00e2\u0080\u00a6", "...",
        "\u00e2\u0080\u0093", "--",
        "\u00e2\u0080\u0094", "--",
        "\u00e2\u0080\u008b", "");
  }

  @Override
  public String words() {
    return "the typography of an editor";
  }

  @Override
  boolean begins(byte c) {
    return c == (byte) 0xc2 || c == (byte) 0xe2;
  }
}
