#!/usr/bin/env bash
# Every shell script below ROOT: shellcheck finds nothing, and deploy/test without an argument runs its parts.
# use: shell_scripts.sh ROOT; ends with 1 if one of them does not hold
set -euo pipefail
cd "$1"
failures=0
expect() {
  [ "$2" = "$3" ] || { echo "$1: \"$2\", expected \"$3\""; failures=1; }
}

mapfile -t scripts < <(find .ci deploy tests -type f -exec awk 'FNR == 1 && /^#!.*[\/ ](ba)?sh$/ { print FILENAME } { nextfile }' {} +)
[ ${#scripts[@]} -ge 10 ] || { echo "only ${#scripts[@]} scripts seen below $1"; failures=1; }
shellcheck -S warning "${scripts[@]}" || failures=1

unset UKETSUKE_TEST_PARTS UKETSUKE_LONG
expect "deploy/test --parts" "$(deploy/test --parts)" "dev asan tsan fuzz"
expect "deploy/test --long --parts" "$(deploy/test --long --parts)" "dev asan tsan fuzz package"
expect "UKETSUKE_TEST_PARTS=tsan deploy/test --parts" "$(UKETSUKE_TEST_PARTS=tsan deploy/test --parts)" "tsan"
exit $failures
