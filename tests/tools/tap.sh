# SPDX-License-Identifier: MIT
# TAP for shell tests: sourced. tap_ok NAME, tap_not_ok NAME [FILE: shown as comment], tap_skip NAME REASON, tap_end.
tap_n=0
tap_failed=0
tap_ok() { tap_n=$((tap_n + 1)); echo "ok $tap_n - $1"; }
tap_not_ok() {
  tap_n=$((tap_n + 1))
  tap_failed=$((tap_failed + 1))
  echo "not ok $tap_n - $1"
  [ -z "${2:-}" ] || [ ! -s "$2" ] || head -n "${TAP_LINES:-40}" "$2" | sed 's/^/# /'
}
tap_skip() { tap_n=$((tap_n + 1)); echo "ok $tap_n - $1 # SKIP $2"; }
# tap_empty NAME FILE: passes when FILE holds nothing, else shows it.
tap_empty() { if [ -s "$2" ]; then tap_not_ok "$1" "$2"; else tap_ok "$1"; fi; }
tap_end() {
  echo "1..$tap_n"
  [ "$tap_failed" = 0 ]
}
