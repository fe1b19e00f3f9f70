package org.reapscope.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.TraceResult;

/**
 * The findings of an earlier run, so that a CI job speaks only of new ones.
 *
 * <p>Findings are counted by fingerprint over the whole run: where the earlier one had three of a
 * kind, the fourth is new.
 */
public final class Baseline {
  private final Map<String, Integer> known = new HashMap<>();

  private Baseline() {}

  /**
   * Reads a document that {@code --format json} wrote.
   *
   * @throws IOException when it cannot be read, or is another kind of document
   */
  public static Baseline read(Path file) throws IOException {
    JsonNode document;
    try {
      document = new ObjectMapper().readTree(file.toFile());
    } catch (JsonProcessingException wrong) {
      throw new IOException(file + ": not a JSON document: " + wrong.getOriginalMessage(), wrong);
    }
    if (!document.path("schema").asText("").equals("reapscope/1")) {
      throw new IOException(file + ": expected the schema reapscope/1, found none of it");
    }
    Baseline baseline = new Baseline();
    for (JsonNode trace : document.path("traces")) {
      for (JsonNode finding : trace.path("findings")) {
        baseline.known.merge(Fingerprint.of(finding), 1, Integer::sum);
      }
    }
    return baseline;
  }

  /** The result with the findings that this baseline does not hold; each known one is used up. */
  public TraceResult newOnly(TraceResult result) {
    List<Finding> fresh = new ArrayList<>();
    for (Finding one : result.findings()) {
      String print = Fingerprint.of(one);
      int left = known.getOrDefault(print, 0);
      if (left > 0) {
        known.put(print, left - 1);
      } else {
        fresh.add(one);
      }
    }
    int old = result.findings().size() - fresh.size();
    if (old == 0) {
      return result;
    }
    List<String> notes = new ArrayList<>(result.visibility());
    notes.add(Times.count(old, "finding is", "findings are") + " known from the baseline.");
    return result.edit().findings(fresh).visibility(notes).done();
  }
}
