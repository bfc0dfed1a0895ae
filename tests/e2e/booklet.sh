# SPDX-License-Identifier: MIT
# Booklets: two pages on a side, in the order that folding wants, for a printer.
. tests/lib/tap.sh

i=0
while [ $i -lt 60 ]; do
	echo "Paragraph number $i says that a booklet needs more than one page, \
and so it goes on for a while about paper, folds, thread and the long stapler."
	echo
	i=$((i + 1))
done >"$TMP/a.txt"

what='a booklet'
runs 'a booklet' 0 "$TMP/a.txt" --title Paper --booklet -o "$TMP/b.pdf"
runs 'and the pages that it is made of' 0 "$TMP/a.txt" --title Paper \
	-o "$TMP/p.pdf"
pages=$(pdfinfo "$TMP/p.pdf" | sed -n 's/^Pages: *//p')
sides=$(pdfinfo "$TMP/b.pdf" | sed -n 's/^Pages: *//p')
is 'has half as many sides, in fours' test "$sides" = $(((pages + 3) / 4 * 2))
is 'is on A4' sh -c "pdfinfo '$TMP/b.pdf' | grep -q '841.89.* x 595.2.*A4'"
is 'is sound' qpdf --check "$TMP/b.pdf"
is 'has no tags' sh -c "pdfinfo '$TMP/b.pdf' | grep -q 'Tagged: *no'"
is 'claims nothing' sh -c "! grep -aqE 'pdf(ua|a)id:part' '$TMP/b.pdf'"
qpdf --qdf --object-streams=disable "$TMP/b.pdf" "$TMP/plain.pdf"
is 'keeps the outline' grep -aq '/Outlines' "$TMP/plain.pdf"
numbers() { # pdf page: those of its paragraphs, without the cut ones
	pdftotext -f "$2" -l "$2" "$1" - | grep -o 'Paragraph number [0-9]*' |
		sort
}
numbers "$TMP/b.pdf" 1 >"$TMP/outer"
numbers "$TMP/p.pdf" 1 >"$TMP/first"
numbers "$TMP/p.pdf" 2 >"$TMP/second"
is 'has the first page on its outer side' sh -c \
	"test -s '$TMP/first' && test -z \"\$(comm -23 '$TMP/first' '$TMP/outer')\""
is 'and not the second' sh -c \
	"test -s '$TMP/second' && test -z \"\$(comm -12 '$TMP/second' '$TMP/outer')\""

runs 'on Letter' 0 "$TMP/a.txt" --paper letter --booklet -o "$TMP/b.pdf"
is 'is on Letter' sh -c "pdfinfo '$TMP/b.pdf' | grep -q '792 x 612.*letter'"
runs 'a signature of 5' 2 "$TMP/a.txt" --signature 5 -o "$TMP/b.pdf"
has err 'no multiple of 4'

finish
