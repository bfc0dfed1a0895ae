# SPDX-License-Identifier: MIT
#
# For scripts under tests/e2e: run the program and say in TAP whether it did
# what it should.
#
#	runs WHAT STATUS ARGUMENT...   the program ends with that status; what
#	                               it prints is in $TMP/out and $TMP/err
#	says TEXT                      it printed one line of errors, with this
#	has out|err TEXT               what it printed there holds this text
#	is WHAT COMMAND...             the command succeeds

number=0

result() { # ok|"not ok" what
	number=$((number + 1))
	echo "$1 $number - $2"
}

is() {
	what=$1
	shift
	if "$@" >"$TMP/is" 2>&1; then
		result ok "$what"
	else
		result 'not ok' "$what"
		sed 's/^/# /' "$TMP/is"
	fi
}

runs() {
	what=$1 wanted=$2
	shift 2
	"$ART2BOOK" "$@" >"$TMP/out" 2>"$TMP/err"
	got=$?
	if [ $got = "$wanted" ]; then
		result ok "$what"
	else
		result 'not ok' "$what: exit status $got, not $wanted"
		sed 's/^/# /' "$TMP/err"
	fi
}

has() {
	if grep -qF -e "$2" "$TMP/$1"; then
		result ok "$what: $1 has '$2'"
	else
		result 'not ok' "$what: $1 has '$2'"
		sed 's/^/# /' "$TMP/$1"
	fi
}

says() {
	if [ "$(wc -l <"$TMP/err")" = 1 ] && grep -qF -e "$1" "$TMP/err"; then
		result ok "$what: says '$1'"
	else
		result 'not ok' "$what: says '$1' in one line"
		sed 's/^/# /' "$TMP/err"
	fi
}

finish() {
	echo "1..$number"
}
