# SPDX-License-Identifier: MIT
# The command: options, outputs, exit status, messages.
. tests/lib/tap.sh

cat >"$TMP/a.txt" <<'END'
How the harbour got its clock

The clock on the harbour office was bought second-hand in the winter of 1911,
and for its first three years nobody in the town believed what it said.

Captains set their watches by the church instead, which was four minutes slow.
END
sed 's/harbour/station/g' "$TMP/a.txt" >"$TMP/b.txt"
mkdir "$TMP/both"
cp "$TMP/a.txt" "$TMP/both/part 10.txt"
cp "$TMP/b.txt" "$TMP/both/part 2.text"
cp "$TMP/a.txt" "$TMP/both/.hidden.txt"
cp "$TMP/a.txt" "$TMP/both/notes.md"

# what it says of itself

runs 'help' 0 --help
has out '--keep-furniture'
runs 'version' 0 --version
has out 'art2book 0.'

# usage

runs 'no arguments' 2
says 'no input given'
runs 'no output' 2 "$TMP/a.txt"
says 'no output given'
runs 'a misspelt option' 2 --titel=x "$TMP/a.txt" -o "$TMP/x.epub"
says 'did you mean --title?'
runs 'an unknown letter' 2 -x "$TMP/a.txt"
says 'unknown option -x'
runs 'a missing value' 2 "$TMP/a.txt" -o
says '-o wants a value'
runs 'a value too many' 2 --quiet=yes "$TMP/a.txt" -o "$TMP/x.epub"
says '--quiet takes no value'
runs 'an unknown suffix' 2 "$TMP/a.txt" -o "$TMP/x.doc"
says 'x.doc: no suffix of a book'
runs 'an unknown format' 2 "$TMP/a.txt" -o "$TMP/x" -t doc
says 'unknown format doc'
runs 'a format before its output' 2 -t tree "$TMP/a.txt" -o -
says 'belongs behind an -o'
runs 'standard output without a format' 2 "$TMP/a.txt" -o -
says '-: no suffix of a book'
runs 'a bad date' 2 --date 2026-13-01 "$TMP/a.txt" -o "$TMP/x.epub"
says '2026-13-01: no date'
runs 'a date with a time behind' 0 -q "$TMP/a.txt" -o - -t tree \
	--date '2026-11-22T garbage'
has out 'date="2026-11-22"'
runs 'a bad language' 2 --language C "$TMP/a.txt" -o "$TMP/x.epub"
says 'language C: no language tag'
runs 'an empty title' 2 --title ' ' "$TMP/a.txt" -o "$TMP/x.epub"
says 'title  : is empty'
runs 'a title that is no text' 2 --title "$(printf 'a\377')" "$TMP/a.txt" \
	-o "$TMP/x.epub"
says 'is not valid UTF-8'
runs 'a language as locales write it' 0 -q --language pt_br "$TMP/a.txt" \
	-o - -t tree
has out 'language="pt-BR"'
is 'no output was touched' test ! -e "$TMP/x.epub" -a ! -e "$TMP/x"

# inputs and outputs

runs 'the model on standard output' 0 "$TMP/a.txt" -o - -t tree
has out 'How the harbour got its clock'
cp "$TMP/out" "$TMP/by-name"
"$ART2BOOK" - -o - -t tree <"$TMP/a.txt" >"$TMP/by-stdin"
is 'standard input gives the same' cmp "$TMP/by-name" "$TMP/by-stdin"
mkfifo "$TMP/fifo"
cat "$TMP/a.txt" >"$TMP/fifo" &
runs 'a named pipe' 0 "$TMP/fifo" -o - -t tree
is 'a named pipe gives the same' cmp "$TMP/by-name" "$TMP/out"
ln -s a.txt "$TMP/link.txt"
runs 'a symbolic link' 0 "$TMP/link.txt" -o - -t tree
is 'a link gives the same' cmp "$TMP/by-name" "$TMP/out"

runs 'several outputs, options behind' 0 "$TMP/a.txt" -o "$TMP/o.epub" \
	-o "$TMP/o.pdf" -o "$TMP/o.tree" -t tree --title 'My own title'
is 'all are there' test -e "$TMP/o.epub" -a -e "$TMP/o.pdf"
is 'the title is the given one' grep -q 'My own title' "$TMP/o.tree"

runs 'a folder' 0 "$TMP/both" -o - -t tree
is 'natural order, .txt and .text, nothing hidden' test \
	"$(grep -c '^  article' "$TMP/out")" = 2 -a \
	"$(grep -m1 '^  article' "$TMP/out" | grep -c station)" = 1
has out 'book title="both"'

runs '--explain writes no book' 0 --explain "$TMP/a.txt" -o "$TMP/e.epub"
is 'it explains' test -s "$TMP/out" -a ! -e "$TMP/e.epub"

"$ART2BOOK" --help 2>"$TMP/err" >/dev/full
is 'a full standard output is an error' test $? = 1

# one bad input among several

runs 'a bad one is left out' 1 "$TMP/a.txt" "$TMP/none.txt" -o "$TMP/s.epub"
says 'none.txt: cannot read'
is 'and the book is written' test -e "$TMP/s.epub"
runs 'with --strict' 1 --strict "$TMP/a.txt" "$TMP/none.txt" -o "$TMP/t.epub"
is 'nothing is written' test ! -e "$TMP/t.epub"

# what stands in a name cannot break the line

runs 'a name with a line break' 1 "$TMP/no
file" -o "$TMP/x.epub"
says 'no?file: cannot read'

# the same bytes

for format in epub pdf; do
	(cd "$TMP" && TZ=Asia/Tokyo LC_ALL=it_IT.UTF-8 HOME=/ \
		"$ART2BOOK" -q a.txt -o "elsewhere.$format")
	is "the same $format elsewhere" sh -c \
		"'$ART2BOOK' -q '$TMP/a.txt' -o '$TMP/here.$format' &&
		cmp '$TMP/here.$format' '$TMP/elsewhere.$format'"
done
for locale in it_IT.UTF-8 ja_JP.UTF-8; do
	LC_ALL=$locale "$ART2BOOK" -q "$TMP/a.txt" --language tlh \
		--date 2026-11-22 -o - -t tree
done >"$TMP/unknown"
is 'a date in an unknown language is English in every locale' test \
	"$(grep -c 'November 22, 2026' "$TMP/unknown")" = 2
SOURCE_DATE_EPOCH=86400 "$ART2BOOK" -q "$TMP/a.txt" -o "$TMP/epoch.epub"
is 'SOURCE_DATE_EPOCH is the date of the file' sh -c \
	"unzip -p '$TMP/epoch.epub' '*.opf' | grep -q 1970-01-02T00:00:00Z"
SOURCE_DATE_EPOCH=today "$ART2BOOK" "$TMP/a.txt" -o "$TMP/x.epub" \
	2>"$TMP/err"
is 'a bad SOURCE_DATE_EPOCH is wrong usage' test $? = 2

# ---- how far it is, on a terminal ----

# A run of over a second, on a terminal of so many columns.
slow_run() { # columns option...
	columns=$1
	shift
	script -qec "stty cols $columns
		{ sleep 1.1; echo 'A text.'; } | TERM=vt100 '$ART2BOOK' $* \
		- -o '$TMP/slow.epub'" /dev/null </dev/null >"$TMP/out"
}
what='a slow run'
: >"$TMP/err"
slow_run 80
has out 'Reading  [########################]  1 of 1 articles'
slow_run 40
has out 'Reading  1 of 1 articles'
slow_run 80 -q
is 'a quiet one shows nothing' test ! -s "$TMP/out"
{ sleep 1.1; echo 'A text.'; } | "$ART2BOOK" - -o "$TMP/slow.epub" \
	2>"$TMP/err"
is 'nor does one without a terminal' test ! -s "$TMP/err"

finish
