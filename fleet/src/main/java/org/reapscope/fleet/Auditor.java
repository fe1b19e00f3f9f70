package org.reapscope.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.reapscope.analyzer.Analysis;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.analyzer.fleet.Tags;
import org.reapscope.traces.NotATraceException;
import org.reapscope.traces.TraceList;
import org.reapscope.traces.TraceReader;
import org.reapscope.traces.Traces;

/**
 * The work of one task: audits the trace or traces of a {@link Unit}. Whatever is wrong with a
 * trace becomes its row; only a file system that fails makes the task fail, so that it is tried
 * again elsewhere.
 */
final class Auditor implements FlatMapFunction<Unit, Row>, Serializable {
  private static final long serialVersionUID = 1;

  private final String semantics;
  private final String mark;
  private final ArrayList<String> tagWords;

  Auditor(String semantics, String mark, List<String> tagWords) {
    this.semantics = semantics;
    this.mark = mark;
    this.tagWords = new ArrayList<>(tagWords);
  }

  /** Opens one trace. */
  @FunctionalInterface
  private interface Opener {
    TraceReader open() throws IOException;
  }

  @Override
  public Iterator<Row> call(Unit unit) throws IOException {
    Path path = new Path(unit.path());
    FileSystem files = path.getFileSystem(new Configuration());
    return switch (unit.kind()) {
      case FILE -> {
        try (InputStream in = files.open(path)) {
          yield List.of(audit(unit.path(), () -> Traces.open(unit.path(), in))).iterator();
        }
      }
      case FOLDER -> {
        try (Scratch scratch = new Scratch()) {
          for (FileStatus member : files.listStatus(path)) {
            try (InputStream in = files.open(member.getPath())) {
              scratch.put(member.getPath().getName(), in);
            }
          }
          String local = scratch.folder().toString();
          yield List.of(audit(unit.path(), () -> Traces.open(local))).iterator();
        }
      }
      case ARCHIVE -> {
        try (InputStream in = files.open(path)) {
          yield archive(unit.path(), in).iterator();
        }
      }
    };
  }

  private List<Row> archive(String name, InputStream in) throws IOException {
    try (Scratch scratch = new Scratch()) {
      try {
        Archives.unpack(path(name), in, scratch);
      } catch (DamagedArchiveException damaged) {
        String why = String.valueOf(damaged.getMessage());
        return List.of(TraceRow.failed(name, tags(name), FleetSchema.FAILED, why));
      }
      List<Row> rows = new ArrayList<>();
      int root = scratch.folder().toString().length();
      for (TraceList.Item item : TraceList.of(List.of(scratch.folder().toString()))) {
        String inside = name + "!" + item.spec().substring(root);
        rows.add(audit(inside, () -> Traces.open(item.spec())));
      }
      return rows;
    }
  }

  private static String path(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private Row audit(String name, Opener opener) {
    Analysis analysis = new Analysis(new AnalysisOptions(semantics, mark, false));
    try {
      return TraceRow.of(name, tags(name), analysis.finish(name, opener.open().read(analysis)));
    } catch (NotATraceException other) {
      return failed(name, FleetSchema.NO_TRACE, other);
    } catch (IOException | RuntimeException | StackOverflowError unreadable) {
      return failed(name, FleetSchema.FAILED, unreadable);
    }
  }

  private Row failed(String name, String status, Throwable why) {
    String message = why.getMessage();
    return TraceRow.failed(name, tags(name), status, message == null ? why.toString() : message);
  }

  private java.util.Map<String, String> tags(String name) {
    return new Tags(tagWords).of(name);
  }
}
