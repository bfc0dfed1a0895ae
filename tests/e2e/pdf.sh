# SPDX-License-Identifier: MIT
# The PDF as other programs see it: sound, its fonts embedded, its text whole.
. tests/lib/tap.sh

cat >"$TMP/pier.txt" <<'END'
---
title: Ein Steg für “alle” & jeden
author: Ada Öst
date: 2024-05-06
language: de
tags: [Hafen, Geschichte]
---
Der Oberbürgermeister unterschrieb die Bauunterlagen eines Landungssteges, den niemand bestellt hatte, und ließ die Donaudampfschifffahrtsgesellschaft unverzüglich benachrichtigen. Die Versicherungsangelegenheiten blieben währenddessen unerledigt.

Warum ein Steg

Well-known words keep their hyphens: E-Mail-Adresse, U-Bahn-Station, x̌ und q̣ auch im Rathaus.

Mehr dazu steht unter https://example.org/steg?a=1&b=(2) und sonst nirgends, soweit das Rathaus weiß.

Was danach geschah

Die Flussschifffahrtsaufsicht kam, sah den Steg und ging wieder fort; die Wasserstandsmeldungen wurden seither um eine Viertelstunde früher ausgehängt als zuvor.
END

runs 'a book' 0 -q "$TMP/pier.txt" -o "$TMP/a.pdf"
is 'qpdf finds it sound' qpdf --check "$TMP/a.pdf"

qpdf --qdf --object-streams=disable "$TMP/a.pdf" - |
	tr -d '\000' >"$TMP/objects"
pdfinfo "$TMP/a.pdf" >"$TMP/info"
pdfinfo -meta "$TMP/a.pdf" >"$TMP/xmp"

# what it says of itself

is 'the header says 1.7' grep -aq '^%PDF-1.7' "$TMP/a.pdf"
is 'title' grep -q '^Title: *Ein Steg für “alle” & jeden$' "$TMP/info"
is 'author' grep -q '^Author: *Ada Öst$' "$TMP/info"
is 'keywords' grep -q '^Keywords: *Hafen, Geschichte$' "$TMP/info"
is 'date from the book, not the clock' \
	grep -q '^CreationDate: *Mon May *6 00:00:00 2024' "$TMP/info"
is 'tagged' grep -q '^Tagged: *yes$' "$TMP/info"
is 'language' grep -aq '/Lang (de)' "$TMP/objects"
is 'the title is shown' grep -aq '/DisplayDocTitle true' "$TMP/objects"
is 'XMP is XML' xmllint --noout "$TMP/xmp"
is 'XMP has the title' grep -q 'Ein Steg für “alle” &amp; jeden' "$TMP/xmp"
is 'XMP claims PDF/A-2' grep -q '<pdfaid:part>2</pdfaid:part>' "$TMP/xmp"
is 'XMP claims PDF/UA-1' grep -q '<pdfuaid:part>1</pdfuaid:part>' "$TMP/xmp"

# fonts: name, type, encoding, then embedded, subset, unicode

is 'each font is embedded, a subset, and says its text' sh -c \
	'pdffonts "$1" | awk "NR > 2 && !/yes yes yes/ {bad = 1} END {exit bad}"' \
	- "$TMP/a.pdf"
is 'fonts have the tag of a subset' sh -c \
	'pdffonts "$1" | awk "NR > 2 && !/^[A-Z][A-Z][A-Z][A-Z][A-Z][A-Z]\\+/ {bad = 1}
	END {exit bad || NR < 3}"' - "$TMP/a.pdf"

# text: the structure tree's, where line ends leave a soft hyphen

pdfinfo -enc UTF-8 -struct-text "$TMP/a.pdf" | sed 's/^ *"//; s/"$//' |
	tr -d '\n' | sed 's/\xc2\xad//g' >"$TMP/tree"
grep -n 'Der Ober\|Well-known\|Die Fluss\|^Wa' "$TMP/pier.txt" |
	cut -d: -f2- >"$TMP/paragraphs"
while IFS= read -r paragraph; do
	is "whole: $(printf %.24s "$paragraph")" \
		grep -qF -e "$paragraph" "$TMP/tree"
done <"$TMP/paragraphs"
pdftotext -enc UTF-8 "$TMP/a.pdf" "$TMP/text"
is 'own hyphens stay as they are' grep -q 'U-Bahn-Station' "$TMP/text"
is 'hyphens of line ends are soft' grep -q "$(printf '\302\255')\$" "$TMP/text"

# finding the way

is 'links lead where they say' \
	grep -aqF '/URI (https://example.org/steg?a=1&b=\(2\))' "$TMP/objects"
is 'links can be printed' sh -c \
	'[ $(grep -ac "/Subtype /Link" "$1") = $(grep -ac "/F 4" "$1") ]' \
	- "$TMP/objects"
is 'links say what they are' sh -c \
	'[ $(grep -ac "/Subtype /Link" "$1") = $(grep -ac "/Contents [(<]" "$1") ]' \
	- "$TMP/objects"
is 'bookmarks for both headings' sh -c \
	'qpdf --json=2 --json-key=outlines "$1" |
	grep -q "\"title\": \"Was danach geschah\""' - "$TMP/a.pdf"

# a book is turned as its own language asks, whatever its first article is in

cat >"$TMP/book.yaml" <<'END'
title: كتاب
language: ar
articles: [pier.txt]
END
runs 'an Arabic book of a German article' 0 -q "$TMP/book.yaml" -o "$TMP/c.pdf"
is 'pages turn to the right' sh -c \
	'qpdf --qdf --object-streams=disable "$1" - | grep -aq "/Direction /R2L"' \
	- "$TMP/c.pdf"

# gaps between Thai words are no spaces, and marks stay over their letters

"$ART2BOOK" -q examples/talat.txt -o "$TMP/thai.pdf"
pdftotext -enc UTF-8 "$TMP/thai.pdf" "$TMP/text"
for words in นั่งรออยู่บนขั้นบันไดริมคลอง คลองสายนี้เคยเป็นถนนใหญ่ของหมู่บ้าน \
	บอกว่าเคล็ดลับมีอย่าง; do
	is "in one: $words" grep -q "$words" "$TMP/text"
done

# a sign of several glyphs, one of them without an outline, is drawn: with a
# mark more there is more ink

ink() {
	printf 'শিরোনাম\n\n%s।\n' "$1" |
		"$ART2BOOK" -q --language bn - -o "$TMP/ink.pdf"
	pdftoppm -gray -r 72 "$TMP/ink.pdf" | LC_ALL=C tr -d '\377' | wc -c
}

with=$(ink 'গিঁট কিঁ গি টি গাঁ তিঁ নেঁ গোঁ হিঁ দুঁ')
without=$(ink 'গিট কি গি টি গাঁ তি নেঁ গোঁ হি দুঁ')
is 'signs with an empty glyph are drawn' test "$with" -gt "$without"

# the same bytes everywhere

(
	cd "$TMP" || exit
	TZ=Asia/Tokyo LC_ALL=de_DE.UTF-8 "$ART2BOOK" -q pier.txt -o b.pdf
)
is 'the same bytes in another place' cmp "$TMP/a.pdf" "$TMP/b.pdf"

# every example

for text in examples/*.txt; do
	name=${text##*/}
	"$ART2BOOK" -q "$text" -o "$TMP/x.pdf"
	is "sound: $name" qpdf --check "$TMP/x.pdf"
	is "its fonts: $name" sh -c 'pdffonts "$1" |
		awk "NR > 2 && !/yes yes yes/ {bad = 1} END {exit bad}"' \
		- "$TMP/x.pdf"
done

finish
