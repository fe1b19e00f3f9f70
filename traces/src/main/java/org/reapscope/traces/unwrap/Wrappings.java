package org.reapscope.traces.unwrap;

import java.util.List;
import java.util.function.Function;

/** What lines can bear. */
final class Wrappings {
  /** Everything that can stand around lines: one line here and one class each. */
  private static final List<Function<Head, List<? extends Wrapping>>> KINDS =
      List.of(
          head -> List.of(new JsonMessage()),
          QuotedPrintable::of,
          HtmlText::of,
          TerminalCodes::of,
          head -> List.of(new Typography()),
          head -> List.of(new CodeMark()),
          head -> List.of(new Quoted()),
          head -> List.of(new DatedStamp()),
          head -> List.of(new HostAndTag()),
          head -> List.of(new StreamTag()),
          head -> List.of(new ServiceName()),
          LineNumber::of,
          Indented::of,
          ConstantPrefix::of,
          head -> List.of(new Tabs()));

  private Wrappings() {}

  /** All that these lines could bear, the outermost first. */
  static List<Wrapping> of(Head head) {
    return KINDS.stream().<Wrapping>flatMap(kind -> kind.apply(head).stream()).toList();
  }
}
