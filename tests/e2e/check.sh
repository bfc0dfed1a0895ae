# SPDX-License-Identifier: MIT
# The command "check": what it prints, and what it exits with. The rules
# themselves are tried in tests/unit/test_check.c.
. tests/lib/tap.sh

cat >"$TMP/a.txt" <<'END'
The ferry that ran on Sundays only

Nobody in the village owned a boat big enough for the market, so on Sundays the
priest's cousin rowed them all across, eleven at a time.

How it ended

The bridge was opened in the spring, and he sold the oars to a hotel.
END
"$ART2BOOK" -q "$TMP/a.txt" -o "$TMP/own.epub"
"$ART2BOOK" -q examples/horloge.txt examples/mercato.txt examples/qahwa.txt \
	examples/tofu.txt -o "$TMP/four.epub" -o "$TMP/four.pdf"

# Another archive with the same files: for want of a ZIP program, the bytes of
# the end are made by hand, which is where a comment stands.
commented() {
	size=$(wc -c <"$1")
	head -c $((size - 2)) "$1"
	printf '\011\000by a hand'
}
commented "$TMP/own.epub" >"$TMP/spoilt.epub"
tail -c +2 "$TMP/own.epub" | head -c 2000 >"$TMP/cut.epub"
: >"$TMP/empty.epub"

runs 'its own book' 0 check "$TMP/own.epub"
has out 'own.epub: Kindle: fine; Kobo: fine; Apple Books: fine'
is 'its own book: no finding' test "$(wc -l <"$TMP/out")" = 1

runs 'its own book of several' 0 check "$TMP/four.epub"
has out 'four.epub: Kindle: fine; Kobo: fine; Apple Books: fine'
is 'its own book of several: no finding' test "$(wc -l <"$TMP/out")" = 1

runs 'a book with a fault' 1 check "$TMP/spoilt.epub"
has out 'spoilt.epub: refused: the ZIP archive has a comment'
has out '[zip-comment; Kobo]'
has out 'see https://'
has out 'Kindle: fine; Kobo: would be refused (1); Apple Books: fine'

runs 'several books' 1 check "$TMP/own.epub" "$TMP/spoilt.epub"
has out 'own.epub: Kindle: fine'
has out 'spoilt.epub: Kindle: fine'

runs 'a book cut short' 1 check "$TMP/cut.epub"
has out '[zip-damaged; Kindle, Kobo, Apple Books]'
runs 'an empty file' 1 check "$TMP/empty.epub"
has out '[not-epub; Kindle, Kobo, Apple Books]'

# what cannot be read is an error, not a finding
runs 'no such file' 1 check "$TMP/none.epub"
says 'none.epub: cannot read'
runs 'a folder' 1 check "$TMP"
says 'is a folder'
mkfifo "$TMP/pipe"
runs 'a pipe' 1 check "$TMP/pipe"
says 'not a regular file'
runs 'the others are checked all the same' 1 check "$TMP/none.epub" \
	"$TMP/own.epub"
has out 'own.epub: Kindle: fine'

# usage
runs 'no file' 2 check
says 'check: no file given'
runs 'an option that is not there' 2 check --fast "$TMP/own.epub"
says 'check: unknown option --fast'
runs 'help' 0 check --help
has out 'Usage: art2book check'
cp "$TMP/own.epub" "$TMP/-x.epub"
is 'a name with a hyphen' sh -c "cd '$TMP' && '$ART2BOOK' check -- -x.epub"
cp "$TMP/a.txt" "$TMP/check"
is 'a text named check' sh -c "cd '$TMP' && '$ART2BOOK' ./check -o - -t tree"
is 'a full disk is told' sh -c "! '$ART2BOOK' check '$TMP/own.epub' >/dev/full"

# the manual
sed -n 's/^RULE([a-z_0-9]*, "\([^"]*\)".*/\1/p' src/check/rules.def \
	>"$TMP/rules"
sed -n '/^.Sh CHECK/,/^.Sh ENV/s/^\.It Sy \([a-z0-9-]*\).*/\1/p' art2book.1 \
	>"$TMP/entries"
is 'each rule has its entry in art2book.1' diff "$TMP/rules" "$TMP/entries"

finish
