package org.reapscope.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * The pages of {@code docs/} as a small site that opens from disk. The pages stay readable as plain
 * files: links between them lead to each other here as there.
 */
public final class Site {
  private static final List<Extension> EXTENSIONS =
      List.of(TablesExtension.create(), HeadingAnchorExtension.create());

  private final Parser parser = Parser.builder().extensions(EXTENSIONS).build();
  private final HtmlRenderer renderer =
      HtmlRenderer.builder().extensions(EXTENSIONS).escapeHtml(true).build();
  private final Path docs;
  private final Path out;
  private final String template;

  private Site(Path docs, Path out) throws IOException {
    this.docs = docs;
    this.out = out;
    try (var page = Site.class.getResourceAsStream("site.html")) {
      if (page == null) {
        throw new IOException("site.html is missing beside " + Site.class.getName());
      }
      template = new String(page.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Writes the site of the pages below the first folder named into the second. */
  public static void main(String[] args) throws IOException {
    Site site = new Site(Path.of(args[0]).toRealPath(), Path.of(args[1]));
    try (Stream<Path> files = Files.walk(site.docs)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        site.add(file);
      }
    }
  }

  private void add(Path file) throws IOException {
    String name = docs.relativize(file).toString();
    Path to = out.resolve(renamed(name));
    Files.createDirectories(to.toAbsolutePath().getParent());
    if (!name.endsWith(".md")) {
      Files.write(to, Files.readAllBytes(file));
      return;
    }
    Node page = parser.parse(Files.readString(file));
    Turned turned = new Turned();
    page.accept(turned);
    String up = "../".repeat(Path.of(name).getNameCount() - 1);
    Files.writeString(
        to,
        template
            .replace("{title}", turned.title)
            .replace("{home}", up + "index.html")
            .replace("{body}", renderer.render(page)));
  }

  /** A page's name on the site: the list of a folder's pages is what its address alone opens. */
  private static String renamed(String name) {
    return name.replaceAll("(^|/)README\\.md(?=$|#)", "$1index.html")
        .replaceAll("\\.md(?=$|#)", ".html");
  }

  /** Turns links to pages into links to what they become, and takes the title on the way. */
  private static final class Turned extends AbstractVisitor {
    private String title = "Reapscope";
    private boolean titled;

    @Override
    public void visit(Heading heading) {
      if (!titled && heading.getLevel() == 1) {
        titled = true;
        StringBuilder text = new StringBuilder();
        heading.accept(
            new AbstractVisitor() {
              @Override
              public void visit(Text part) {
                text.append(part.getLiteral());
              }
            });
        title = text.toString().replace("&", "&amp;").replace("<", "&lt;");
      }
      visitChildren(heading);
    }

    @Override
    public void visit(Link link) {
      String to = link.getDestination();
      if (!to.contains("://") && !to.startsWith("../")) {
        link.setDestination(renamed(to));
      }
      visitChildren(link);
    }
  }
}
