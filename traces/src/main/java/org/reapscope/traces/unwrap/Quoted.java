package org.reapscope.traces.unwrap;

/** The mark of a mail's or a document's quotation, {@code > }; once for each level. */
final class Quoted implements Wrapping {
  @Override
  public String words() {
    return "a quotation mark before the line";
  }

  @Override
  public boolean takeOff(Line line) {
    if (line.at(line.from()) != '>' && line.at(line.from()) != '|') {
      return false;
    }
    int at = line.from() + 1;
    line.begin(line.at(at) == ' ' ? at + 1 : at);
    return true;
  }

  @Override
  public int leastShare() {
    return 20;
  }
}
