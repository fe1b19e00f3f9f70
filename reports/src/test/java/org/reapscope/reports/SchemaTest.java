package org.reapscope.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON and SARIF are valid by their published schemas, and the schemas do refuse. */
final class SchemaTest {
  private final ObjectMapper mapper = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(strings = {"audit", "replay", "cost", "compare", "plan", "report"})
  void jsonIsValid(String command) throws Exception {
    JsonNode document =
        mapper.readTree(
            Results.report(
                ReportFormat.JSON, command, Results.filledWith("a"), Results.filledWith("b")));
    assertThat(published().validate(document)).isEmpty();
  }

  @Test
  void ourSchemaRefusesAMissingField() throws Exception {
    JsonNode document =
        mapper.readTree(Results.report(ReportFormat.JSON, "audit", Results.filledWith("a")));
    ((ObjectNode) document.at("/traces/0/waits")).remove("contradicted");
    assertThat(published().validate(document)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "<b> [x](y) {0} \033", "a b/c%20:d", "/srv/logs/a.strace"})
  void sarifIsValid(String word) throws Exception {
    JsonNode document =
        mapper.readTree(Results.report(ReportFormat.SARIF, "audit", Results.filledWith(word)));
    assertThat(sarif().validate(document)).isEmpty();
    assertThat(document.at("/runs/0/results")).hasSize(2);
    assertThat(document.at("/runs/0/results/0/locations/0/physicalLocation/region/startLine"))
        .hasToString("11");
  }

  @Test
  void theirSchemaRefusesAnUnknownLevel() throws Exception {
    JsonNode document =
        mapper.readTree(Results.report(ReportFormat.SARIF, "audit", Results.filledWith("a")));
    ((ObjectNode) document.at("/runs/0/results/0")).put("level", "dreadful");
    assertThat(sarif().validate(document)).isNotEmpty();
  }

  private JsonSchema published() throws Exception {
    Path path = Path.of("docs/reapscope-1.schema.json");
    Path here = Files.exists(path) ? path : Path.of("..").resolve(path);
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(mapper.readTree(here.toFile()));
  }

  private JsonSchema sarif() throws Exception {
    try (InputStream schema =
        SchemaTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
      return JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(mapper.readTree(schema));
    }
  }
}
