# SPDX-License-Identifier: MIT
# What the end-to-end tests share: sourced, with srcdir and builddir set. Makes $tmp, a folder of its own.
srcdir=$(cd "${srcdir:-.}" && pwd)
builddir=$(cd "${builddir:-.}" && pwd)
. "$srcdir/tests/tools/tap.sh"
sapchu=$builddir/src/sapchu
examples=$srcdir/xml/examples
export LC_ALL=C.UTF-8 LANGUAGE= TZ=UTC
unset SOURCE_DATE_EPOCH || :
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cd "$tmp"

# have TOOL…: are all there? A missing tool is a skip with its name.
have() {
  for tool; do
    command -v "$tool" >/dev/null 2>&1 || { missing=$tool; return 1; }
  done
}

# run STATUS COMMAND…: runs it with stdout in $tmp/stdout and stderr in $tmp/stderr; $why gets what went wrong.
# A crash, a sanitizer's report and a hang are no status that a test may expect.
run() {
  want=$1
  shift
  got=0
  timeout "${LIMIT:-120}" "$@" >"$tmp/stdout" 2>"$tmp/stderr" || got=$?
  : >"$tmp/why"
  [ "$got" = "$want" ] || { echo "exit status $got instead of $want: $*"; head -n 20 "$tmp/stderr"; } >"$tmp/why"
}
why() { echo "$*" >>"$tmp/why"; }
# said WORD…: each must stand in what the program said.
said() { for w; do grep -qF -- "$w" "$tmp/stderr" || why "it does not say: $w"; done; }
silent() { [ ! -s "$tmp/stderr" ] || { why "it says:"; head -n 20 "$tmp/stderr" >>"$tmp/why"; }; }
exists() { for f; do [ -s "$f" ] || why "there is no ${f#"$tmp"/}"; done; }
absent() { for f; do [ ! -e "$f" ] || why "there is a ${f#"$tmp"/}"; done; }
# only FOLDER NAME…: the folder holds these files and nothing else, no temporary one either.
only() {
  folder=$1
  shift
  ls -A "$folder" | LC_ALL=C sort >"$tmp/only.got"
  printf '%s\n' "$@" | sed '/^$/d' | LC_ALL=C sort >"$tmp/only.want"
  diff "$tmp/only.want" "$tmp/only.got" >"$tmp/only.diff" || { why "in the folder $folder:"; cat "$tmp/only.diff" >>"$tmp/why"; }
}
done_with() { tap_empty "$1" "$tmp/why"; }
