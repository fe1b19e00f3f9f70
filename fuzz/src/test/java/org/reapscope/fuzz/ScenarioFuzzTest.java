package org.reapscope.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.reapscope.analyzer.semantics.Profiles;
import org.reapscope.analyzer.simulate.Simulator;

/** Any text as scenario scripts, under two profiles: each is played or complained about. */
final class ScenarioFuzzTest {
  @FuzzTest
  void scripts(byte[] text) throws IOException {
    for (String profile : new String[] {"linux", "wait-pidfd"}) {
      new Simulator(Profiles.byName(profile), true, complaint -> {})
          .play(
              new BufferedReader(new StringReader(new String(text, StandardCharsets.UTF_8))),
              new PrintWriter(Writer.nullWriter()));
    }
  }
}
