package org.reapscope.analyzer.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tags are taken from paths by the named group, else the first; wrong patterns are told. */
final class TagsTest {
  @Test
  void takesTheGroupOfTheTagsName() {
    Tags tags = new Tags(List.of("host=(traces|logs)/(?<host>[^/]+)/", "image=/([^/]+)\\.strace$"));
    assertThat(tags.of("logs/web1/nginx.strace"))
        .isEqualTo(Map.of("host", "web1", "image", "nginx"));
    assertThat(tags.of("elsewhere/web1/nginx.ftrace")).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithAPattern() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tags(List.of("host")))
        .withMessageContaining("NAME=REGEX")
        .withMessageContaining("'host'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tags(List.of("host=(web")))
        .withMessageContaining("host=(web");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Tags(List.of("host=web")))
        .withMessageContaining("no group");
  }
}
