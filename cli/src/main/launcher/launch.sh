# Finds Java and starts Reapscope on it. Read by the launchers of a checkout and of an installation, which say where
# things are:
#   jar      the program
#   store    where archives of its classes are kept, when it can be written
#   samples  the bundled recordings
#   samples_option  tells the program so where they are not at traces/samples, else empty
say() { printf 'reapscope: %s\n' "$*" >&2; }

# The functions below answer in a variable, and without other programs where they can: a process each
# would cost more than a tenth of a short run.

# major HOME: sets found to the Java version below HOME, 0 when there is none. Old versions call 8 "1.8".
major() {
  found=0
  [ -x "$1/bin/java" ] || return 0
  version=
  if [ -r "$1/release" ]; then
    while IFS='"' read -r key value rest; do
      [ "$key" != JAVA_VERSION= ] || version=$value
    done <"$1/release"
  fi
  if [ -z "$version" ]; then
    version=$("$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9][0-9.]*\).*/\1/p' | head -n 1)
  fi
  version=${version#1.}
  version=${version%%[!0-9]*}
  found=${version:-0}
}

# home_of PROGRAM: sets home to the Java home that PROGRAM, perhaps through links, belongs to. Those
# in the usual place are recognised without following the links.
home_of() {
  program=$1
  for home in "$jvms"/*; do
    [ -L "$home" ] || ! [ "$program" -ef "$home/bin/java" ] || return 0
  done
  while [ -L "$program" ]; do
    link=$(readlink "$program")
    case $link in
      /*) program=$link ;;
      *) program=${program%/*}/$link ;;
    esac
  done
  home=${program%/*/*}
}

# Sets java_home, java_major (the newest, to run) and build_home (the oldest with a compiler: the
# one that build tools are surest to know).
jvms=${REAPSCOPE_JVM_DIR:-/usr/lib/jvm}
java_home='' java_major=0 build_home='' build_major=0
consider() {
  [ -n "$1" ] || return 0
  major "$1"
  [ "$found" -ge 17 ] || return 0
  if [ "$found" -gt "$java_major" ]; then
    java_home=$1 java_major=$found
  fi
  if [ -x "$1/bin/javac" ] && { [ "$build_major" -eq 0 ] || [ "$found" -lt "$build_major" ]; }; then
    build_home=$1 build_major=$found
  fi
}
find_java() {
  consider "${JAVA_HOME:-}"
  on_path=$(command -v java || true)
  if [ -n "$on_path" ]; then
    home_of "$on_path"
    consider "$home"
  fi
  if [ -x /usr/libexec/java_home ]; then
    consider "$(/usr/libexec/java_home -v 17+ 2>/dev/null || true)"
  fi
  for home in "$jvms"/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    # Debian keeps a second name for each: reading one of them is enough.
    [ -L "$home" ] || consider "$home"
  done
}

# Ends the run with one sentence where there is no Java.
need_java() {
  find_java
  if [ -z "$java_home" ]; then
    say "Java 17 or later is needed and was not found in JAVA_HOME, on the PATH or below /usr/lib/jvm; install one, such as Debian's openjdk-17-jdk-headless."
    exit 2
  fi
}

# An archive of the classes that are needed, made once for this jar and this Java: without it most
# of a short run goes into loading them. Java itself refuses one that does not fit; the -Xlog options
# keep it from talking about that.
rehearse() {
  main=org.reapscope.cli.Rehearsal
  set -- "$samples"/strace/glib-comm.strace "$samples"/strace/dbus-z.strace "$samples"/strace/quoted-6.16.strace \
    "$samples"/glib_many_watches_nopidfd/strace.log.zst "$samples"/ftrace/go-reaper.ftrace.gz
  [ -f "$1" ] || shift $#
  draft=$archive.$$
  if [ "$java_major" -ge 25 ]; then
    # Without a record of how the code ran, which a short run has to read and cannot make use of.
    "$java_home/bin/java" -XX:+UseSerialGC -XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions \
      -XX:-AOTRecordTraining -XX:AOTCacheOutput="$draft" -cp "$jar" $main "$@" || return 1
  else
    # Through a list: a static archive holds the classes of Java itself that are needed too.
    "$java_home/bin/java" -XX:+UseSerialGC -XX:DumpLoadedClassList="$draft.list" -cp "$jar" $main "$@" &&
      "$java_home/bin/java" -XX:+UseSerialGC -Xshare:dump -XX:SharedClassListFile="$draft.list" \
        -XX:SharedArchiveFile="$draft" -cp "$jar" || return 1
  fi
  mv -f "$draft" "$archive"
}
share_classes() {
  if [ "$java_major" -ge 25 ]; then
    archive=$store/classes-$java_major.aot
  else
    archive=$store/classes-$java_major.jsa
  fi
  if [ ! "$archive" -nt "$jar" ] || [ ! "$archive" -nt "$java_home/release" ]; then
    # Where nothing can be kept there is no archive; one that cannot be made is not tried again.
    [ -w "$store" ] || return 0
    # Put in place as a whole: a run that has mapped the old one would die of a file cut under it.
    (rehearse) >/dev/null 2>&1 || { : >"$archive.$$" && mv -f "$archive.$$" "$archive"; } 2>/dev/null || true
    rm -f "$archive.$$"*
  fi
  [ -s "$archive" ] || return 0
  if [ "$java_major" -ge 25 ]; then
    share="-XX:AOTCache=$archive"
  else
    share="-XX:SharedArchiveFile=$archive"
  fi
}

# Sets memory to the size that --max-memory gives, or to nothing.
heap_wanted() {
  memory='' want=''
  for argument in "$@"; do
    case $want$argument in
      --) break ;;
      --max-memory=*) memory=${argument#--max-memory=} ;;
      --max-memory) want='size:' ;;
      size:*) memory=$argument want='' ;;
    esac
  done
  case $memory in
    '') ;;
    *[!0-9kKmMgG]* | [!0-9]*)
      say "--max-memory takes a size such as 512m or 4g, not '$memory'"
      exit 2
      ;;
  esac
}

# Sets compiler to options of the compiler. Runs that read no more than a small file are over before
# the optimising one has paid off, and the other one does well to wait a little longer too.
choose_compiler() {
  small='' files=0
  case ${1:-} in
    '' | -h | --help | -V | --version | semantics) small=yes ;;
  esac
  for argument in "$@"; do
    case $argument in
      -h | --help) small=yes files=0 && break ;;
      - | *:*) files=99 ;;
    esac
    if [ -f "$argument" ]; then
      files=$((files + 1))
      limit=1024k
      case $argument in
        *.gz | *.zst | *.xz | *.bz2) limit=64k ;;
      esac
      if [ "$files" -gt 8 ] || [ -n "$(find -L "$argument" -prune -size +$limit)" ]; then
        files=99
      fi
    elif [ -e "$argument" ]; then
      files=99
    fi
  done
  [ "$files" -lt 1 ] || [ "$files" -ge 99 ] || small=yes
  [ "$files" -lt 99 ] || small=''
  if [ -n "$small" ]; then
    compiler='-XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=3'
  else
    # The replay is called from many places: inlined as deeply as Java does it by itself, it would be
    # compiled again and again, which costs more time and memory than the calls that it saves.
    # Code that counts for that compiler runs three times as long as what it makes of it, so it is
    # called upon after less than half as many runs as by default.
    compiler='-XX:MaxInlineLevel=6 -XX:InlineSmallCode=1000 -XX:FreqInlineSize=80'
    compiler="$compiler -XX:Tier4InvocationThreshold=2000 -XX:Tier4MinInvocationThreshold=250"
    compiler="$compiler -XX:Tier4CompileThreshold=6000"
  fi
}

launch() {
  heap_wanted "$@"
  share=-Xshare:auto
  share_classes
  choose_compiler "$@"
  # Reading a log is one thread's work: the serial collector starts fastest and keeps the least. What
  # is alive of a log is the look-ahead window, the live tasks and the children gone last: small
  # generations hold that and keep the process small, and the old one may still grow to what
  # --max-memory or Java itself allows.
  heap='-Xms40m -Xmn24m -XX:SurvivorRatio=6 -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20'
  [ -z "$memory" ] || heap=-Xmx$memory

  # Since 23 the machine warns on stderr about what the zstd decoder does; the permission is asked for.
  quiet='-Xlog:cds*=off'
  [ "$java_major" -lt 23 ] || quiet="$quiet --sun-misc-unsafe-memory-access=allow"
  [ "$java_major" -lt 25 ] || quiet="$quiet -Xlog:aot*=off"
  terminal=''
  [ ! -t 1 ] || terminal="-Dreapscope.tty.out=true"
  [ ! -t 2 ] || terminal="$terminal -Dreapscope.tty.err=true"
  program=$0
  [ "$(command -v reapscope)" != "$0" ] || program=reapscope
  # Not by -jar: for that Java opens the jar and reads its list of 7,000 entries, where all that is
  # needed stands in the archive.
  # shellcheck disable=SC2086 # options are words by intention
  exec "$java_home/bin/java" -XX:+UseSerialGC "$share" -Djava.awt.headless=true $heap $compiler \
    $quiet $terminal "-Dreapscope.program=$program" ${samples_option:+"$samples_option"} ${REAPSCOPE_JAVA_OPTS:-} -cp "$jar" org.reapscope.cli.Main "$@"
}
