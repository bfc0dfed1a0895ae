# SPDX-License-Identifier: MIT
# Digests: headlines span the columns, which end level above them and have text
# below them.
. tests/lib/tap.sh

# Forty stories of all lengths, from a paragraph to pages.
mkdir "$TMP/week"
awk -v folder="$TMP/week" 'BEGIN {
	split("stone water morning walk letter under window old several " \
	      "garden keeps turning slowly toward a of it", word, " ")
	n = 7
	for (i = 10; i < 50; i++) {
		file = folder "/" i ".txt"
		print "---\ntitle: Headline " i "\nlanguage: en\n---" >file
		for (p = (i * 7) % 11; p >= 0; p--) {
			text = "When"
			n = (n * 1103 + 12345) % 65536
			for (w = 20 + n % 90; w > 0; w--) {
				n = (n * 1103 + 12345) % 65536
				text = text (w % 9 ? " " : ". ") \
					word[1 + int(n / 7) % 17]
			}
			print text ".\n" >file
		}
		close(file)
	}
}'

# Of each headline, whether it spans (the lines below it begin lower, in both
# columns), and has text there; of each story that ends on the page of the next
# headline, how far apart its columns end. Lengths are in pt.
headlines_are_sound() {
	awk -v middle=297 -v row="$1" '
		function story_ends(above_headline,   apart) {
			apart = left > right ? left - right : right - left
			if (above_headline && right) {
				stories++
				level += apart < 1.5 * row
				far += apart > 3.5 * row
			}
			if (headline && lines < 2)
				stranded++
			headline = left = right = lines = 0
		}
		/^page / { story_ends(0); body = contents; next }
		/About this book/ { contents++ }
		/ ~ / || /min read/ || !body { next }
		$3 == "Headline" {
			story_ends(1)
			headline = $1
			headlines++
			next
		}
		{
			lines++
			if (headline && $1 < headline)
				beside++
			if ($2 < middle)
				left = $1
			else
				right = $1
		}
		END {
			story_ends(0)
			printf "%d headlines, %d beside text, %d stranded; " \
			       "%d stories, %d level, %d far from it\n",
			       headlines, beside, stranded,
			       stories, level, far
			exit !(headlines == 40 && stories > 15 && !beside \
			       && !stranded && !far \
			       && level * 10 >= stories * 8)
		}' "$TMP/out"
}

for size in 8.5 9 9.5 10 11; do
	runs "a digest of $size pt" 0 -q "$TMP/week" --style digest --keep-duplicates \
		--font-size "${size}pt" --leading 13pt -o - -t pages
	is 'has sound headlines' headlines_are_sound 13
done

finish
