package org.reapscope.reports.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * A finding rule explained: the page of the documentation, without its example out of a log.
 *
 * @param rule its id
 * @param html the explanation; the program's own text, nothing of a log
 */
public record RuleText(String rule, String html) {
  /** Parts of a rule's page that stand in a report, which quotes its own log. */
  private static final Set<String> SHOWN =
      Set.of("What it means", "What to do", "Known false alarms");

  /** The explanation of a rule; empty for one without a page. */
  static String of(String rule) {
    try (InputStream page = RuleText.class.getResourceAsStream("rules/" + rule + ".md")) {
      return page == null ? "" : rendered(new String(page.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String rendered(String page) {
    Node document = Parser.builder().build().parse(page);
    boolean shown = false;
    Node next = document.getFirstChild();
    while (next != null) {
      Node node = next;
      next = node.getNext();
      if (node instanceof Heading heading) {
        shown = SHOWN.contains(words(heading));
        heading.setLevel(4);
      }
      if (!shown) {
        node.unlink();
      }
    }
    document.accept(new Unlinked());
    return HtmlRenderer.builder().escapeHtml(true).build().render(document);
  }

  private static String words(Heading heading) {
    return heading.getFirstChild() instanceof Text text ? text.getLiteral() : "";
  }

  /** Leaves the words of a link: what it leads to does not lie beside a report. */
  private static final class Unlinked extends AbstractVisitor {
    @Override
    public void visit(Link link) {
      while (link.getFirstChild() != null) {
        link.insertBefore(link.getFirstChild());
      }
      link.unlink();
    }
  }
}
