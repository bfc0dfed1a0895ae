# SPDX-License-Identifier: MIT
# Font families that the user names.
. tests/lib/tap.sh

printf 'A lamp\n\nThe lamp was lit by hand. Лампа горит.\n' >"$TMP/lamp.txt"
lamp() {
	"$ART2BOOK" -q "$TMP/lamp.txt" -o "$TMP/lamp.pdf" "$@"
}
has_font() { # part of its name
	pdffonts "$TMP/lamp.pdf" | grep -q "$1"
}

is 'an installed family' lamp --font 'DejaVu Serif'
is 'stands in the PDF' has_font 'DejaVuSerif '
is 'and in its headings' has_font 'DejaVuSerif-Bold'
is 'a family for headings only' lamp --font-heading 'DejaVu Sans'
is 'leaves the text as it is' has_font 'GentiumBookPlus '
is 'and sets the headings' has_font 'DejaVuSans-Bold'
is 'a family of a collection file, with CFF outlines' \
	lamp --font 'Noto Serif CJK JP'
is 'stands in the PDF' has_font 'NotoSerifCJKjp.*CID Type 0C'

mkdir "$TMP/own"
cp /usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf "$TMP/own"
echo 'no font' >"$TMP/own/readme.ttf"
is 'a family of a folder' lamp --font 'DejaVu Sans Mono' --font-dir "$TMP/own"
is 'stands in the PDF' has_font DejaVuSansMono

is 'no family of that name' sh -c '! "$0" -q "$1" -o "$2" --font "No Such" \
	2>"$3"' "$ART2BOOK" "$TMP/lamp.txt" "$TMP/none.pdf" "$TMP/said"
is 'is told' grep -q 'No Such: no font family has this name' "$TMP/said"
is 'and writes nothing' test ! -e "$TMP/none.pdf"
finish
