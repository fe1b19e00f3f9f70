package org.reapscope.reports;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.TraceResult;

/** JUnit XML: a suite for each trace, a case for each rule, failed where it found an error. */
public final class JunitReport implements Report {
  private final XMLStreamWriter xml;

  /** Writes the document's head. */
  public JunitReport(Run run, Writer out) throws IOException {
    try {
      xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuites");
      xml.writeAttribute("name", "reapscope " + run.command());
    } catch (XMLStreamException failed) {
      throw new IOException(failed);
    }
  }

  @Override
  public void add(TraceResult result) throws IOException {
    try {
      suite(result);
    } catch (XMLStreamException failed) {
      throw new IOException(failed);
    }
  }

  @Override
  public void failed(String name, String why) throws IOException {
    try {
      xml.writeCharacters("\n  ");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", Sanitizer.name(name));
      xml.writeAttribute("tests", "1");
      xml.writeAttribute("failures", "0");
      xml.writeAttribute("errors", "1");
      xml.writeStartElement("testcase");
      xml.writeAttribute("classname", Sanitizer.name(name));
      xml.writeAttribute("name", "readable");
      xml.writeStartElement("error");
      xml.writeAttribute("message", Sanitizer.text(why));
      xml.writeEndElement();
      xml.writeEndElement();
      xml.writeEndElement();
    } catch (XMLStreamException failed) {
      throw new IOException(failed);
    }
  }

  @Override
  public void end() throws IOException {
    try {
      xml.writeCharacters("\n");
      xml.writeEndDocument();
      xml.writeCharacters("\n");
      xml.flush();
    } catch (XMLStreamException failed) {
      throw new IOException(failed);
    }
  }

  private void suite(TraceResult result) throws XMLStreamException {
    String name = Sanitizer.name(result.name());
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", name);
    xml.writeAttribute("tests", Integer.toString(Rule.values().length));
    long failures = 0;
    for (Rule rule : Rule.values()) {
      failures += failing(result, rule).isEmpty() ? 0 : 1;
    }
    xml.writeAttribute("failures", Long.toString(failures));
    xml.writeAttribute("errors", "0");
    for (Rule rule : Rule.values()) {
      xml.writeCharacters("\n    ");
      xml.writeStartElement("testcase");
      xml.writeAttribute("classname", name);
      xml.writeAttribute("name", rule.id());
      List<Finding> failing = failing(result, rule);
      if (!failing.isEmpty()) {
        xml.writeStartElement("failure");
        xml.writeAttribute("type", rule.id());
        xml.writeAttribute("message", rule.summary() + " (" + failing.size() + ")");
        for (Finding one : failing) {
          long line = Findings.line(one);
          xml.writeCharacters(
              (line > 0 ? "line " + line + ": " : "") + Sanitizer.text(one.message()) + "\n");
        }
        xml.writeEndElement();
      }
      xml.writeEndElement();
    }
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  private static List<Finding> failing(TraceResult result, Rule rule) {
    return result.findings().stream()
        .filter(one -> one.rule().equals(rule.id()) && one.severity() == Finding.Severity.ERROR)
        .toList();
  }
}
