package org.reapscope.analyzer.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reapscope.analyzer.kernel.Kernel;
import org.reapscope.analyzer.kernel.KernelListener;
import org.reapscope.analyzer.kernel.ProcessGroup;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.semantics.Profiles;

/** What is kept of children that are gone does not grow with the log. */
final class BookTest {
  private final List<CaseFile> over = new ArrayList<>();

  @Test
  void letsGoOfTheChildrenThatAreGoneLongest() {
    Book book = new Book(process(), null);
    CaseFile first = new CaseFile(null, book, 1);
    book.settle(first, over::add);
    book.settle(first, over::add);
    for (int number = 2; number <= 50_000; number++) {
      book.settle(new CaseFile(null, book, number), over::add);
    }
    assertThat(book.allSettled()).hasSize(1 << 14);
    assertThat(over.get(0)).isSameAs(first);
    assertThat(book.settled(1)).isNull();
    assertThat(book.settled(50_000)).isNotNull();
    assertThat(over).hasSize(50_000 - (1 << 14));
  }

  @Test
  void keepsOneChildUnderANumber() {
    Book book = new Book(process(), null);
    CaseFile first = new CaseFile(null, book, 7);
    CaseFile second = new CaseFile(null, book, 7);
    book.settle(first, over::add);
    book.settle(second, over::add);
    assertThat(book.settled(7)).isSameAs(second);
    assertThat(over).containsExactly(first);
  }

  private static ThreadGroup process() {
    Kernel kernel = new Kernel(Profiles.byName("linux"), KernelListener.NONE);
    return kernel.boot(1, kernel.rootNamespace(), new ProcessGroup(0)).group();
  }
}
