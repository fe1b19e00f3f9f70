package org.reapscope.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.order.Linearisation;
import org.reapscope.reports.Sanitizer;
import org.reapscope.reports.events.EventFormat;
import org.reapscope.reports.events.EventWriter;
import org.reapscope.traces.EventSink;
import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.Traces;
import org.reapscope.traces.event.ProcessEvent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a log says happened, event by event, for other tools. */
@Command(
    name = "events",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Writes the events of each TRACE that touch process lifetimes, waiting, signals, pidfds and"
          + " event loops, one row a call, in the order that the replay starts from: a fork stands"
          + " at its beginning, every other call at its end.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  reapscope events run.strace > events.csv",
      "  reapscope events --format json run.strace | grep '\"event\":\"wait\"'",
      "  To look at in ui.perfetto.dev, with thefts marked:",
      "    reapscope events --format perfetto -o run.json run.strace",
      "  How many of each kind?",
      "    reapscope events --count run.strace",
      "  On a recording that comes with the program:",
      "    reapscope events --count \\",
      "      " + Samples.THEFT
    })
final class EventsCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "TRACE", arity = "1..*", description = TraceCommand.TRACE)
  List<String> traces = List.of();

  @Option(
      names = "--format",
      paramLabel = "FORM",
      defaultValue = "csv",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  EventFormat format = EventFormat.CSV;

  @Option(names = "--count", description = "Only how many events of each kind there are.")
  boolean count;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the events to FILE instead of standard output.")
  @Nullable Path file;

  @Option(names = "--force", description = "Replace FILE if it exists.")
  boolean force;

  @Option(
      names = {"-q", "--quiet"},
      description = "Nothing on standard error but errors.")
  boolean quiet;

  @Mixin ReadingOptions reading = new ReadingOptions();

  private final Console console;
  private int code = ExitCode.CLEAN;

  EventsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (count && !format.counts()) {
      throw new ParameterException(
          spec().commandLine(), "--count has no form '" + format + "': take csv or json");
    }
    try {
      ResultFile.write(file, force, console, this::write);
    } catch (IOException unwritable) {
      console.say(Sentences.of(unwritable));
      code = Math.max(code, ExitCode.USAGE);
    }
    return code;
  }

  private CommandSpec spec() {
    if (spec == null) {
      throw new IllegalStateException("not made by picocli");
    }
    return spec;
  }

  private void write(OutputStream out) throws IOException {
    Writer writer =
        new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    EventWriter events = count ? format.counts(writer) : format.events(writer);
    try {
      for (String trace : traces) {
        events.begin(trace);
        TraceFacts facts = read(trace, events, out);
        if (facts != null) {
          events.end(facts);
          judge(trace, facts);
        }
      }
      events.close();
      writer.flush();
    } catch (NobodyReads enough) {
      return;
    }
  }

  /** Reads one trace; null after its failure has been told. */
  private @Nullable TraceFacts read(String trace, EventWriter events, OutputStream out)
      throws IOException {
    Out sink = new Out(events, out);
    try {
      if (count || !format.ordered()) {
        return read(trace, sink);
      }
      Linearisation order = new Linearisation(sink);
      TraceFacts facts = read(trace, order);
      order.finish();
      return facts;
    } catch (Unwritable full) {
      throw full.why;
    } catch (IOException unreadable) {
      console.say(Sentences.of(unreadable));
      code = Math.max(code, ExitCode.INPUT);
      return null;
    }
  }

  private TraceFacts read(String trace, EventSink sink) throws IOException {
    if (quiet || !console.errTerminal()) {
      return Traces.open(trace).read(sink);
    }
    try (Progress shown = new Progress(sink, console.err(), Sanitizer.clean(trace, 40))) {
      return Traces.open(trace).read(shown);
    }
  }

  private void judge(String trace, TraceFacts facts) {
    String told = Strictness.sentence(trace, facts);
    if (told != null && (reading.strict || !quiet)) {
      console.say(told);
    }
    if (told != null && reading.strict) {
      code = Math.max(code, ExitCode.INPUT);
    }
  }

  /** Hands events to the writer, and ends the reading when nobody wants them any more. */
  private record Out(EventWriter events, OutputStream stream) implements EventSink {
    @Override
    public void accept(ProcessEvent event) {
      try {
        events.add(event);
      } catch (IOException failed) {
        throw new Unwritable(failed);
      }
      if (stream instanceof PipeStream pipe && pipe.gone()) {
        throw new NobodyReads();
      }
    }
  }

  /** The output cannot be written; told apart from an input that cannot be read. */
  private static final class Unwritable extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient IOException why;

    Unwritable(IOException why) {
      super(why);
      this.why = why;
    }
  }

  /** The reader of the output has left. */
  private static final class NobodyReads extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
