package org.reapscope.fleet;

import java.io.IOException;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * A file system known by {@code spark.hadoop.fs.probe.impl} only, that fails: in the middle of a
 * file named {@code once-…}, the first time, and of one named {@code never-…}, always.
 */
public final class ProbeFileSystem extends RawLocalFileSystem {
  private static final Set<String> MET = ConcurrentHashMap.newKeySet();

  @Override
  public URI getUri() {
    return URI.create("probe:///");
  }

  @Override
  public void initialize(URI uri, Configuration conf) throws IOException {
    super.initialize(URI.create("file:///"), conf);
  }

  @Override
  public FSDataInputStream open(Path file, int buffer) throws IOException {
    String name = file.getName();
    boolean fails = name.startsWith("never") || (name.startsWith("once") && MET.add(name));
    FSDataInputStream whole = super.open(file, buffer);
    return fails ? new FSDataInputStream(new Failing(whole)) : whole;
  }

  private static final class Failing extends FSInputStream {
    private final FSDataInputStream whole;

    Failing(FSDataInputStream whole) {
      this.whole = whole;
    }

    @Override
    public int read() throws IOException {
      if (whole.getPos() > 1000) {
        throw new IOException("the line went dead");
      }
      return whole.read();
    }

    @Override
    public void seek(long to) throws IOException {
      whole.seek(to);
    }

    @Override
    public long getPos() throws IOException {
      return whole.getPos();
    }

    @Override
    public boolean seekToNewSource(long to) {
      return false;
    }

    @Override
    public void close() throws IOException {
      whole.close();
    }
  }
}
