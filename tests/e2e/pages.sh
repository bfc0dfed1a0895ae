# SPDX-License-Identifier: MIT
# Pages: what the contents say is true, columns end where they should, options.
. tests/lib/tap.sh

# A long article of plain words: sections and paragraphs of all lengths.
words() {
	awk 'BEGIN {
		split("stone water morning walk letter under window old " \
		      "several garden keeps turning slowly toward a of it",
		      word, " ")
		n = 7
		print "A long walk through plain words\n"
		print "The walk begins where all walks do, at the door, and " \
		      "it goes on for a good while after that. There are " \
		      "gates on the way, and a bridge, and a bench.\n"
		for (s = 1; s <= 12; s++) {
			print "Section number " s " of the walk\n"
			for (p = 0; p < 7; p++) {
				text = "When"
				n = (n * 1103 + 12345) % 65536
				for (w = 20 + n % 90; w > 0; w--) {
					n = (n * 1103 + 12345) % 65536
					text = text " " word[1 + int(n / 7) % 17]
				}
				print text ".\n"
			}
		}
	}'
}
words >"$TMP/long.txt"

pages() { # what, then options; the pages as text go to $TMP/out
	runs "$1" 0 -q --language en "$TMP/long.txt" -o - -t pages $2
}

# The contents' entries with their numbers, and where the headings are.
contents_are_true() {
	awk '
		/^page / { page = $2 + 0; next }
		page == 1 && /  Section/ { sub(/^ *[0-9.]+ +[0-9.]+ +/, "x")
			name[++n] = substr($0, 2) }
		page == 1 && /  [0-9]+\.\.\./ { sub(/\..*/, "", $3)
			number[++m] = $3 }
		page > 1 && /  Section/ { sub(/^ *[0-9.]+ +[0-9.]+ +/, "")
			where[$0] = page }
		END {
			if (n != 12 || m != 12)
				exit 1
			for (i = 1; i <= n; i++)
				if (where[name[i]] != number[i])
					exit 1
		}' "$TMP/out"
}

# Text is on the grid of 14 pt, and of the pages that go on at least nine in ten
# are full.
columns_are_full() {
	awk '
		/^page / { if (page > 1) { all++; full += last == foot }
			page = $2; last = 0; next }
		/~/ { next }
		page > 1 { last = $1; if (last > foot) foot = last }
		END { exit !(all > 9 && full >= 0.9 * (all - 2)) }
	' foot="$1" "$TMP/out"
}

pages "a long article" ""
is "the contents say where each heading is" contents_are_true
is "pages end on the last line of the grid" columns_are_full 523

pages "another paper" "--paper a4"
is "the contents say where each heading is" contents_are_true
pages "two columns" "--paper a4 --columns 2"
is "no third column" sh -c "! awk '!/~|^page/ {print int(\$2 / 50)}' \
	'$TMP/out' | sort -u | sed -n 9p | grep ."
cp "$TMP/out" "$TMP/first"
pages "once more" "--paper a4 --columns 2"
is "comes out the same" cmp "$TMP/first" "$TMP/out"

# Where we have no words for a language, contents say how long in English.
for n in 1 2; do
	printf -- '---\ntitle: Titolua %s\nlanguage: eu\n---\nBat, bi.\n' $n \
		>"$TMP/eu$n.txt"
done
runs "a language without words of ours" 0 -q "$TMP/eu1.txt" "$TMP/eu2.txt" \
	--keep-duplicates -o - -t pages
is "the contents tell reading times" sh -c \
	"sed '/^page 2/q' '$TMP/out' | grep -c '1 min read' | grep -qx 2"

refuses() { # option value, what it says
	runs "$1" 2 -q "$TMP/long.txt" -o "$TMP/x.pdf" $1
	says "$2"
}
refuses "--paper b7" "no paper like"
refuses "--margins 5" "neither one length nor four"
refuses "--margins 200mm" "leaves no room for text"
refuses "--font-size 1pt" "no size for text"
refuses "--gutter big" "no length like"
refuses "--columns 4" "more than 3"

finish
