package org.reapscope.traces.ftrace.dat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.reapscope.traces.EventSink;
import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.TraceReader;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.ftrace.Diary;
import org.reapscope.traces.ftrace.TaskTracker;
import org.reapscope.traces.scan.Bytes;

/**
 * Reads trace-cmd's binary file, versions 6 and 7.
 *
 * <p>Records of all CPUs are merged by time, the lower CPU first where times are equal, and counted
 * from 1: the count stands for the line. Each record is decoded by the format that the file itself
 * holds for its event.
 */
public final class TraceDatReader implements TraceReader {
  private final InputStream in;

  /** Reads {@code in}, already decompressed, and closes it. */
  public TraceDatReader(InputStream in) {
    this.in = in;
  }

  /** How sure it is, 0 to 100, that an input with this beginning is a trace.dat. */
  public static int sniff(byte[] head, int length) {
    return DatHeader.matches(head, length) ? 100 : 0;
  }

  @Override
  public TraceFacts read(EventSink sink) throws IOException {
    try (SpooledInput input = SpooledInput.of(in)) {
      Diary diary = new Diary();
      DatFile file = DatHeader.read(input);
      Merge merge = new Merge(file, new TaskTracker(sink, diary, false), diary);
      merge.run(streams(input, file, diary));
      return merge.facts();
    }
  }

  private static List<CpuRecords> streams(SpooledInput input, DatFile file, Diary diary) {
    PageLayout layout = PageLayout.parse(file.pageHeader, file.longSize);
    List<CpuRecords> streams = new ArrayList<>();
    for (DatFile.CpuData data : file.data) {
      if (layout.fits(data.pageSize())) {
        CpuPages pages = new CpuPages(input, file, data);
        streams.add(
            new CpuRecords(pages, layout, file.bigEndian, (cpu, why) -> fault(diary, cpu, why)));
      } else {
        fault(diary, data.cpu(), "pages too small for their own header");
      }
    }
    return streams;
  }

  /** What cannot be read of a processor's records counts as one of them. */
  private static void fault(Diary diary, int cpu, String why) {
    diary.line();
    unparsed(diary, cpu, "whole pages, not " + why);
    diary.incomplete();
  }

  private static void unparsed(Diary diary, int cpu, String why) {
    byte[] text = Bytes.ascii("CPU " + cpu);
    diary.unparsed().add(diary.lines(), text, 0, text.length, why);
  }

  /** The records of all CPUs in the order of their times. */
  private static final class Merge {
    private final DatFile file;
    private final TaskTracker tracker;
    private final Diary diary;
    private final RecordDecoder decoder;
    private final PriorityQueue<CpuRecords> next =
        new PriorityQueue<>(
            Comparator.comparingLong((CpuRecords r) -> r.record().time())
                .thenComparingInt(CpuRecords::cpu));

    Merge(DatFile file, TaskTracker tracker, Diary diary) {
      this.file = file;
      this.tracker = tracker;
      this.diary = diary;
      decoder = new RecordDecoder(file, tracker);
    }

    void run(List<CpuRecords> streams) throws IOException {
      for (DatFile.CpuLoss loss : file.losses) {
        tracker.lost(1, loss.cpu(), loss.count());
      }
      for (CpuRecords stream : streams) {
        advance(stream);
      }
      for (CpuRecords first = next.poll(); first != null; first = next.poll()) {
        if (first.lost() >= 0) {
          tracker.lost(diary.lines() + 1, first.cpu(), first.lost());
        }
        record(first.record(), first.cpu());
        advance(first);
      }
      tracker.end();
    }

    private void advance(CpuRecords stream) throws IOException {
      if (stream.next()) {
        next.add(stream);
      }
    }

    private void record(PageRecords record, int cpu) {
      diary.line();
      RecordKind kind = decoder.kind(record);
      int tid = kind == null ? -1 : decoder.task(record, kind);
      if (kind == null || tid < 0) {
        unparsed(diary, cpu, "a record of an event whose format is in the file");
        return;
      }
      long time = file.countsTicks() ? ProcessEvent.NO_TIME : record.time() + file.offset;
      tracker.at(diary.lines(), time, tid, 0, cpu);
      byte[] name = file.names.get(tid);
      if (name != null) {
        tracker.column(name, 0, name.length);
      }
      if (!decoder.decode(kind)) {
        unparsed(diary, cpu, kind.format().name() + " with its usual fields");
      }
    }

    TraceFacts facts() {
      String clock = file.clockName();
      String unit = file.countsTicks() ? ", a counter without unit: no times" : ", nanoseconds";
      return diary.facts(
          "trace.dat",
          "trace-cmd version " + file.version + ", compression " + file.compression,
          (clock.isEmpty() ? "unnamed clock" : clock) + unit);
    }
  }
}
