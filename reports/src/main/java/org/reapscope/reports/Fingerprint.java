package org.reapscope.reports;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.reapscope.analyzer.result.Finding;

/**
 * What makes a finding the same finding in a later recording of the same program, where pids, lines
 * and times differ: its rule, the names of process and child, and the calls of both sides without
 * their numbers.
 */
final class Fingerprint {
  private Fingerprint() {}

  /** The fingerprint of a finding. */
  static String of(Finding one) {
    Finding.Child child = one.child();
    Finding.Act stealer = one.stealer();
    Finding.Victim victim = one.victim();
    return hash(
        one.rule(),
        Sanitizer.name(one.process().comm()),
        child == null ? "" : Sanitizer.name(child.comm()),
        stealer == null ? "" : Sanitizer.text(stealer.call()),
        victim == null ? "" : Sanitizer.text(victim.call()));
  }

  /** The fingerprint of a finding as the JSON report writes it. */
  static String of(JsonNode one) {
    return hash(
        one.path("rule").asText(""),
        one.at("/process/comm").asText(""),
        one.at("/child/comm").asText(""),
        one.at("/stealer/call").asText(""),
        one.at("/victim/call").asText(""));
  }

  private static String hash(
      String rule, String process, String child, String stealer, String victim) {
    String traits =
        String.join("\n", rule, process, child, numberless(stealer), numberless(victim));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(traits.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  /** Pids and descriptors differ between runs; the 4 of wait4 is told from them by its letters. */
  private static String numberless(String call) {
    return call.replaceAll("\\b\\d+", "N");
  }
}
