package org.reapscope.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.order.Linearisation;
import org.reapscope.reports.Sanitizer;
import org.reapscope.reports.events.EventFormat;
import org.reapscope.reports.events.EventWriter;
import org.reapscope.traces.EventSink;
import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.Traces;
import org.reapscope.traces.event.ProcessEvent;

/** What a log says happened, event by event, for other tools. */
final class EventsCommand extends Command {
  private final Option<List<String>> traces =
      Option.arguments("TRACE", "1..*").says(TraceCommand.TRACE);

  private final Option<EventFormat> format =
      Option.of(EventFormat.class, "FORM", "--format")
          .byDefault("csv")
          .says("One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).");

  private final Option<Boolean> count =
      Option.flag("--count").says("Only how many events of each kind there are.");

  private final Option<Path> file =
      Option.of(Path.class, "FILE", "-o", "--output")
          .says("Write the events to FILE instead of standard output.");

  private final Option<Boolean> force = Option.flag("--force").says("Replace FILE if it exists.");

  private final Option<Boolean> quiet =
      Option.flag("-q", "--quiet").says("Nothing on standard error but errors.");

  private final ReadingOptions reading = new ReadingOptions();

  private int code = ExitCode.CLEAN;

  EventsCommand(Console console) {
    super(
        console,
        "events",
        "Writes the events of each TRACE that touch process lifetimes, waiting, signals, pidfds and"
            + " event loops, one row a call, in the order that the replay starts from: a fork stands"
            + " at its beginning, every other call at its end.");
  }

  @Override
  void describe(HelpPage page) {
    page.takes(traces, format, count, file, force, quiet, reading.strict, reading.maxMemory)
        .examples(
            "  reapscope events run.strace > events.csv",
            "  reapscope events --format json run.strace | grep '\"event\":\"wait\"'",
            "  To look at in ui.perfetto.dev, with thefts marked:",
            "    reapscope events --format perfetto -o run.json run.strace",
            "  How many of each kind?",
            "    reapscope events --count run.strace",
            "  On a recording that comes with the program:",
            "    reapscope events --count \\",
            "      " + Samples.THEFT);
  }

  @Override
  public Integer call() {
    if (count.get() && !format.get().counts()) {
      throw usage("--count has no form '" + format.get() + "': take csv or json");
    }
    try {
      ResultFile.write(file.orNull(), force.get(), console, this::write);
    } catch (IOException unwritable) {
      console.say(Sentences.of(unwritable));
      code = Math.max(code, ExitCode.USAGE);
    }
    return code;
  }

  private void write(OutputStream out) throws IOException {
    Writer writer =
        new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    EventWriter events = count.get() ? format.get().counts(writer) : format.get().events(writer);
    try {
      for (String trace : traces.get()) {
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
      if (count.get() || !format.get().ordered()) {
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
    if (quiet.get() || !console.errTerminal()) {
      return Traces.open(trace).read(sink);
    }
    try (Progress shown = new Progress(sink, console.err(), Sanitizer.clean(trace, 40))) {
      return Traces.open(trace).read(shown);
    }
  }

  private void judge(String trace, TraceFacts facts) {
    String told = Strictness.sentence(trace, facts);
    if (told != null && (reading.strict.get() || !quiet.get())) {
      console.say(told);
    }
    if (told != null && reading.strict.get()) {
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
