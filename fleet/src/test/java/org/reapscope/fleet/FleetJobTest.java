package org.reapscope.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reapscope.analyzer.Analysis;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.analyzer.fleet.Fleet;
import org.reapscope.analyzer.fleet.Group;
import org.reapscope.traces.NotATraceException;
import org.reapscope.traces.TraceList;
import org.reapscope.traces.Traces;

/** The Spark job gives what the plain audit gives, and loses no trace, however broken. */
final class FleetJobTest {
  private static final Path SAMPLES = Path.of("../traces/samples");

  @TempDir private static Path folder;
  private static Path output;

  @BeforeAll
  static void runOnce() throws IOException {
    Path input = Files.createDirectories(folder.resolve("in/web1"));
    for (String sample :
        List.of(
            "py_subprocess_reaper_thread/strace.log.zst",
            "node_pid1_zombie_leak/strace.log.zst",
            "tini_pid1_clean/strace.log.gz",
            "polling/py-tornado.strace.zst")) {
      Files.copy(SAMPLES.resolve(sample), input.resolve(sample.replace('/', '-')));
    }
    Path ff = Files.createDirectories(input.resolve("glib-ff"));
    try (var members = Files.list(SAMPLES.resolve("strace/glib-ff"))) {
      for (Path member : members.toList()) {
        Files.copy(member, ff.resolve(String.valueOf(member.getFileName())));
      }
    }
    Files.createFile(input.resolve("empty.strace"));
    Files.writeString(input.resolve("README"), "not a trace\n");
    Files.write(input.resolve("cut.zst"), new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 1});
    Files.writeString(input.resolve("broken.zip"), "PK no zip at all");
    try (OutputStream file = Files.newOutputStream(folder.resolve("in/more.zip"));
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry("deep/theft.strace.zst"));
      Files.copy(SAMPLES.resolve("py_subprocess_reaper_thread/strace.log.zst"), zip);
      zip.closeEntry();
    }
    Path archives = Files.createDirectories(folder.resolve("in/archives"));
    byte[] tar = TestArchives.tar(SAMPLES.resolve("strace/glib-ff"), "ff");
    Files.write(archives.resolve("run.tar"), tar);
    Files.write(archives.resolve("run.tar.gz"), TestArchives.gzip(tar));
    Path clean = SAMPLES.resolve("tini_pid1_clean/strace.log.gz");
    Files.write(archives.resolve("cut.tar"), TestArchives.cut(clean));
    Path probe = Files.createDirectories(folder.resolve("probe"));
    Files.copy(clean, probe.resolve("once.gz"));
    Files.copy(clean, probe.resolve("never.gz"));
    output = folder.resolve("out");
    // Two threads, and two attempts at each task.
    System.setProperty("spark.master", "local[2,2]");
    System.setProperty("spark.hadoop.fs.probe.impl", ProbeFileSystem.class.getName());
    System.setProperty("spark.ui.enabled", "false");
    System.setProperty("spark.driver.host", "127.0.0.1");
    int code =
        FleetJob.run(
            folder.resolve("in").toString(),
            "probe:" + probe,
            "-o",
            output.toString(),
            "--tag",
            "host=/(web1)/");
    assertThat(code).isZero();
  }

  private static List<List<String>> query(String sql) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getString(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static String table(String name, String files) {
    return "read_parquet('" + output.resolve(name) + files + "')";
  }

  @Test
  void totalsAreThoseOfThePlainAudit() throws IOException, SQLException {
    Fleet plain = new Fleet();
    for (TraceList.Item item :
        TraceList.of(List.of(folder.resolve("in/web1").toString()))) {
      Analysis analysis = new Analysis(AnalysisOptions.plain());
      try {
        plain.add(analysis.finish("", Traces.open(item.spec()).read(analysis)), Map.of());
      } catch (NotATraceException other) {
        continue;
      } catch (IOException unreadable) {
        plain.failed(Map.of());
      }
    }
    Group all = plain.groups().get(0);
    List<List<String>> host =
        query("select waits, reaped, misreaps, leaks, wasted_polls from " + table("tags", "/*.parquet"));
    assertThat(host)
        .containsExactly(
            List.of(
                "" + all.waits(),
                "" + all.reaped(),
                "" + all.misreaps(),
                "" + all.leaks(),
                "" + all.wastedPolls()));
    // Three thefts on the host by expected.json, and the same recording once more in the archive.
    assertThat(query("select misreaps, leaks from " + table("totals", "/*.parquet")))
        .containsExactly(List.of("6", "4"));
  }

  /** The SQL of the docs that has {@code words}, on this run's folder instead of theirs. */
  private static String documented(String words) throws IOException {
    String page = Files.readString(Path.of("../docs/fleet.md"));
    for (String block : page.split("```")) {
      if (block.startsWith("sql\n") && block.contains(words)) {
        return block.substring(4).replace("'audit/", "'" + output + "/");
      }
    }
    throw new AssertionError("docs/fleet.md has no query with " + words);
  }

  @Test
  void theQueryOfTheDocsTellsWhichProgramsMisreap() throws IOException, SQLException {
    List<List<String>> rows = query(documented("misreaps_per_million"));
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0)).startsWith("python3", "6");
  }

  @Test
  void theQueryOfTheDocsTellsInWhichRecordingsAFindingStands() throws IOException, SQLException {
    assertThat(query(documented("unnest(findings)")))
        .hasSize(6)
        .allMatch(row -> row.get(0).endsWith("strace.log.zst") || row.get(0).endsWith("theft.strace.zst"));
  }

  /** Each trace once by itself and in archives of two kinds, the one entered, the other unpacked. */
  @Test
  void tracesInArchivesGiveWhatTheyGiveByThemselves() throws SQLException {
    List<List<String>> rows =
        query(
            "select waits, exact, events, regexp_extract(trace, '/in/(.*)$', 1) from "
                + table("traces", "/*/*.parquet")
                + " where trace like '%glib-ff' or trace like '%/ff' order by 4");
    assertThat(rows)
        .map(row -> row.get(3))
        .containsExactly("archives/run.tar!/ff", "archives/run.tar.gz!/ff", "web1/glib-ff");
    assertThat(rows.subList(0, 2)).allMatch(row -> row.subList(0, 3).equals(rows.get(2).subList(0, 3)));
    assertThat(Integer.parseInt(rows.get(2).get(0))).isPositive();
  }

  @Test
  void ofACutArchiveWhatIsWholeIsAnalysed() throws SQLException {
    assertThat(
            query(
                "select status, regexp_extract(trace, '[^/]*$') from "
                    + table("traces", "/*/*.parquet")
                    + " where trace like '%cut.tar%' order by trace"))
        .containsExactly(List.of("failed", "cut.tar"), List.of("ok", "whole.log.gz"));
  }

  /** Workers reach storage by the driver's settings; a file that fails once is read again. */
  @Test
  void storageThatFailsIsTriedAgainAndThenBecomesARow() throws SQLException {
    List<List<String>> rows =
        query(
            "select status, regexp_extract(trace, '[^/]*$'), why from "
                + table("traces", "/*/*.parquet")
                + " where trace like 'probe:%' order by trace");
    assertThat(rows.get(0)).containsExactly("failed", "never.gz", "the line went dead");
    assertThat(rows.get(1).subList(0, 2)).containsExactly("ok", "once.gz");
  }

  @Test
  void whatIsNoTraceIsARowWithItsReason() throws SQLException {
    List<List<String>> rows =
        query(
            "select status, why, trace from "
                + table("traces", "/*/*.parquet")
                + " where status <> 'ok' and trace like '%/in/%' and trace not like '%cut.tar' order by trace");
    assertThat(rows).hasSize(4);
    assertThat(rows.get(0).get(2)).endsWith("README");
    assertThat(rows.get(0).get(0)).isEqualTo("no-trace");
    assertThat(rows.get(1).get(2)).endsWith("broken.zip");
    assertThat(rows.get(1).get(1)).contains("cannot be unpacked");
    assertThat(rows.get(2).get(2)).endsWith("cut.zst");
    assertThat(rows.get(3).get(2)).endsWith("empty.strace");
    assertThat(rows.get(3).get(1)).contains("empty");
  }

  @Test
  void thePageNamesTheWorstProgramAndATraceToLookAt() throws IOException {
    String page = Files.readString(output.resolve("report.html"));
    assertThat(page).contains("python3", "misreap", "py_subprocess_reaper_thread", "empty.strace");
    assertThat(page).doesNotContain("<script");
  }

  @Test
  void thePageLeadsToThePageOfOneTrace() throws IOException {
    String page = Files.readString(output.resolve("report.html"));
    var link =
        java.util.regex.Pattern.compile("<a href=\"(pages/\\d+\\.html)\">[^<]*theft\\.strace\\.zst")
            .matcher(page);
    assertThat(link.find()).isTrue();
    // Line 913 is where thread 22974 takes job 22975, by the README.
    assertThat(Files.readString(output.resolve(link.group(1)))).contains("22974", "913", "theft");
  }

  @Test
  void sumsOfTheDistributionAreTheTraces() throws SQLException {
    String analysed = query("select analysed from " + table("totals", "/*.parquet")).get(0).get(0);
    assertThat(
            query(
                "select distinct n from (select sum(traces) n from "
                    + table("distribution", "/*.parquet")
                    + " group by measure)"))
        .containsExactly(List.of(analysed));
    assertThat(
            query(
                "select \"from\", up_to, traces from "
                    + table("distribution", "/*.parquet")
                    + " where measure = 'misreaps' and \"from\" > 0"))
        .containsExactly(List.of("2", "10", "2"));
  }

  @Test
  void theCsvHasEveryTrace() throws IOException, SQLException {
    String files = query("select files from " + table("totals", "/*.parquet")).get(0).get(0);
    assertThat(query("select count(*) from read_csv('" + output + "/csv/traces/*.csv')"))
        .containsExactly(List.of(files));
  }

  @Test
  void anEarlierRunIsNotReplacedUnasked() {
    System.setProperty("spark.master", "local[2,2]");
    assertThat(FleetJob.run(folder.resolve("in").toString(), "-o", output.toString())).isEqualTo(2);
  }
}
