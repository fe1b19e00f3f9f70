#!/bin/sh
# Installs Reapscope below a prefix, or takes it away again.
#
#   ./install.sh [PREFIX]            to PREFIX (default /usr/local)
#   ./install.sh --remove [PREFIX]   removes what the first form put there
set -eu

fail() {
  printf 'install.sh: %s\n' "$*" >&2
  exit 2
}

remove=''
case ${1:-} in
  --remove)
    remove=yes
    shift
    ;;
  -*) fail "unknown option '$1'; usage: ./install.sh [--remove] [PREFIX]" ;;
esac
[ $# -le 1 ] || fail "one prefix, not $#; usage: ./install.sh [--remove] [PREFIX]"
prefix=${1:-/usr/local}
from=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
home=$prefix/share/reapscope

if [ -n "$remove" ]; then
  rm -rf "$home"
  rm -f "$prefix/bin/reapscope" "$prefix"/share/man/man1/reapscope.1 "$prefix"/share/man/man1/reapscope-*.1 \
    "$prefix/share/bash-completion/completions/reapscope" "$prefix/share/zsh/site-functions/_reapscope"
  exit 0
fi

[ -f "$from/lib/reapscope.jar" ] || fail "no lib/reapscope.jar beside this script; run it in the unpacked archive"
mkdir -p "$prefix/bin" "$prefix/share" 2>/dev/null && [ -w "$prefix/share" ] ||
  fail "cannot write to '$prefix'; give a prefix of your own, such as ./install.sh \"\$HOME/.local\", or use sudo"
rm -rf "$home"
mkdir -p "$home"
cp -R "$from/bin" "$from/lib" "$from/samples" "$home/"
[ ! -d "$from/runtime" ] || cp -R "$from/runtime" "$home/"
for folder in man/man1 bash-completion/completions zsh/site-functions; do
  mkdir -p "$prefix/share/$folder"
  cp "$from/share/$folder"/* "$prefix/share/$folder/"
done
ln -sf ../share/reapscope/bin/reapscope "$prefix/bin/reapscope"
printf 'installed: %s\n' "$prefix/bin/reapscope"
case :$PATH: in
  *:"$prefix/bin":*) ;;
  *) printf 'add %s to your PATH\n' "$prefix/bin" ;;
esac
