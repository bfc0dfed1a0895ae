# SPDX-License-Identifier: MIT
# Nothing is lost: with --keep-furniture every letter of a text is in the book,
# in its place; without it, what is not in the book is told, line by line. Whole
# texts, and what is left of them when lines are lost, joined, turned round.
. tests/lib/tap.sh

# Letters alone: signs are where marks, hyphens and white space differ.
letters() {
	tr -cd 'A-Za-z\200-\377'
}

# What a tree says, with the marks of items; what has no line of its own was
# made, or came from outside.
said() {
	sed -n 's/^ *\(text\|code\|item\|rule\) [0-9]*-[0-9]* "\(.*\)"$/\2/p' "$1" |
		sed 's/\\[nt]/ /g; s/\\\(["\\]\)/\1/g' | letters
}

# The lines that notes name as furniture: "lines 3-5, 9".
told() {
	sed -n 's/.*page furniture: lines* \([-0-9, ]*\) .*/\1/p' "$TMP/err" |
		tr ',' '\n' | tr -d ' ' | while IFS=- read -r first last; do
		sed -n "${first},${last:-$first}p" "$1"
	done
}

# Sorted letters, since what was left out came from anywhere.
bag() {
	letters | fold -b -w 1 | sort | tr -d '\n'
}

keeps() { # what, text
	runs "$1, all kept" 0 --keep-furniture "$2" -o "$TMP/all" -t tree
	said "$TMP/all" >"$TMP/said"
	letters <"$2" >"$TMP/wanted"
	is "$1: every letter is in the book" cmp "$TMP/said" "$TMP/wanted"
	is "$1: it has a title" grep -q '^  article .*title="[^"]' "$TMP/all"
	runs "$1, cleaned" 0 -v "$2" -o "$TMP/some" -t tree
	{ said "$TMP/some"; told "$2" | letters; } | bag >"$TMP/said"
	bag <"$2" >"$TMP/wanted"
	is "$1: what was left out is told" cmp "$TMP/said" "$TMP/wanted"
}

for text in examples/[c-n]*.txt tests/read/*.txt; do
	[ "$(head -c 3 "$text")" = '---' ] || keeps "$text" "$text"
done
text=tests/read/de-page.txt
awk 'NR % 3' $text >"$TMP/x.txt"
keeps 'lines lost' "$TMP/x.txt"
awk '{printf "%s%s", $0, NR % 4 ? "\n" : " "}' $text >"$TMP/x.txt"
keeps 'lines joined' "$TMP/x.txt"
awk '{line[NR] = $0} END {for (i = NR; i; i--) print line[i]}' $text \
	>"$TMP/x.txt"
keeps 'lines turned round' "$TMP/x.txt"
awk '{print; if (NR % 2) print}' $text >"$TMP/x.txt"
keeps 'lines twice' "$TMP/x.txt"
awk '{print (NR % 5 ? "" : "> - ") $0}' $text >"$TMP/x.txt"
keeps 'lines marked' "$TMP/x.txt"
finish
