# SPDX-License-Identifier: MIT
# The order of a collection, its groups, what is left out of it.
. tests/lib/tap.sh

week=$TMP/week
mkdir -p "$week"

article() { # file front-matter words
	{
		printf -- '---\n%s\n---\n' "$2"
		i=0
		while [ $i -lt "$3" ]; do
			printf '%s\n\n' "The word $1 came $i times and then there \
was more to tell of the thing that is in $1 number $i today."
			i=$((i + 1))
		done
	} >"$week/$1.txt"
}

article 1 'title: Ökologie
date: 2026-11-18
source: https://www.b.example/x
tags: [garden]' 3
article 2 'title: Zebra
date: 2026-11-16
language: de' 1
article 3 'title: Part 10
source: https://a.example/y' 2
article 4 'title: Part 9
date: 2026-11
source: http://a.example/z/
tags: [Kitchen, garden]' 4

titles() {
	sed -n 's/^ *section "\(.*\)"$/[\1]/p
		s/^ *article .*title="\([^"]*\)".*/\1/p' "$TMP/out" | tr '\n' ' '
}

gives() {
	is "$what: $1" test "$(titles)" = "$1 "
}

tree() {
	what=$1
	shift
	runs "$what" 0 --language en "$week" "$@" -o - -t tree
}

tree 'as given'
gives 'Ökologie Zebra Part 10 Part 9'
tree 'by title' --sort title
gives 'Ökologie Part 9 Part 10 Zebra'
tree 'by title in Swedish' --language sv --sort title
gives 'Part 9 Part 10 Zebra Ökologie'
tree 'by date' --sort date
gives 'Part 9 Zebra Ökologie Part 10'
tree 'by source' --sort source
gives 'Part 10 Part 9 Ökologie Zebra'
tree 'by length' --sort length
gives 'Zebra Part 10 Ökologie Part 9'
tree 'groups by source' --group-by source
gives '[a.example] Part 10 Part 9 [b.example] Ökologie [Other] Zebra'
tree 'groups by source, in them by title' --group-by source --sort title
gives '[a.example] Part 9 Part 10 [b.example] Ökologie [Other] Zebra'
tree 'groups by date' --group-by date
gives '[November 2026] Part 9 [November 16, 2026] Zebra [November 18, 2026] Ökologie [Other] Part 10'
tree 'groups by tag' --group-by tag
gives '[garden] Ökologie [Kitchen] Part 9 [Other] Zebra Part 10'
tree 'groups by language' --group-by language
gives '[English] Ökologie Part 10 Part 9 [German] Zebra'
mkdir "$week/sub"
mv "$week/2.txt" "$week/sub"
tree 'sections' --sort title
gives 'Ökologie Part 9 Part 10 [sub] Zebra'
tree 'no sections' --sort title --group-by none
gives 'Ökologie Part 9 Part 10 Zebra'

# ---- --since ----

tree 'what is older' --since 2026-11-18
gives 'Ökologie Part 10 Part 9'
has err '3.txt: note: has no date, so --since keeps it [undated]'
has err 'left out 1 of 4 articles, older than 2026-11-18 [older]'
for i in 1 3 4; do rm "$week/$i.txt"; done
runs 'nothing is left' 1 "$week" --since 2027 -o - -t tree
has err 'no article to make a book of'

# ---- duplicates ----

rm -r "$week"
mkdir "$week"
text() { # first-word
	printf '%s\n\n' "$1 and the rest of a paragraph that goes on for a while \
about pears, plums, quinces and what else there is to pick in autumn." \
	"Another paragraph tells of the cellar, its shelves, the straw, the \
smell in December and the mice that know all about it." \
	"The third says that nothing keeps for ever, that one should look at \
the fruit every week and eat first what will not wait any longer."
}
{ printf 'In the cellar\n\n'; text Monday; } >"$week/a.txt"
{
	printf -- '---\ntitle: Our cellar\nsource: https://copy.example/1\n---\n'
	text Tuesday
	echo 'One more line that only this site has got at its end.'
} >"$week/b.txt"
{ printf 'In THE cellar\n\n'; text Monday | tr 'a-z' 'A-Z'; } >"$week/c.txt"
{
	printf 'Half of it\n\n'
	text Monday | head -n 2
	printf 'But then %s.\n\n' 'comes a story that nobody has told before' \
	'which has to do with bees and not at all with the fruit in a cellar'
	echo 'Look at https://www.copy.example/1/#top and https://else.example.'
} >"$week/d.txt"

tree 'duplicates'
gives 'Our cellar Half of it'
has err 'a.txt: note: left out, the same text as'
has err 'c.txt: note: left out, the same text as'
is 'a link to an article of the book leads there' \
	grep -q 'link.*copy.example.*article="article-' "$TMP/out"
is 'another does not' sh -c \
	"grep 'link.*else.example' '$TMP/out' | grep -vq 'article='"
tree 'kept if so wished' --keep-duplicates
gives 'In the cellar Our cellar In THE cellar Half of it'

# ---- --split-over ----

runs 'long articles apart' 0 "$TMP/week" --split-over 70 --title Week \
	-o "$TMP/w.tree" -t tree -o "$TMP/w.epub"
is 'the others stay' grep -q '^book title="Week"' "$TMP/w.tree"
is 'the long one is a book' grep -q '^book title="Our cellar"' "$TMP/w-2.tree"
is 'and an EPUB' test -s "$TMP/w-2.epub"
is 'there is no third' test ! -e "$TMP/w-3.epub"
is 'each article is in one of them' sh -c \
	"test \$(cat '$TMP/w.tree' '$TMP/w-2.tree' | grep -c '^ *article') = 2"

# ---- over the weeks ----

identities() { # the book's, and the file names of its articles
	unzip -p "$1" EPUB/package.opf | grep -o 'urn:uuid:[^<]*'
	unzip -Z1 "$1" | grep '/article-' | sort
}
cp -r examples/weekly "$TMP/before"
cp -r examples/weekly "$TMP/after"
{
	printf 'A late letter\n\n'
	text Wednesday
} >"$TMP/after/town/aaa.txt"
runs 'a week' 0 "$TMP/before/book.yaml" -o "$TMP/before.epub"
runs 'the same with one article more' 0 "$TMP/after/book.yaml" \
	-o "$TMP/after.epub"
identities "$TMP/before.epub" >"$TMP/before.ids"
identities "$TMP/after.epub" >"$TMP/after.ids"
is 'nothing that was there has another name' sh -c \
	"! diff '$TMP/before.ids' '$TMP/after.ids' | grep -q '^<'"
is 'one is new' sh -c \
	"test \$(diff '$TMP/before.ids' '$TMP/after.ids' | grep -c '^>') = 1"

column() { # file word
	{
		printf 'The column\n\n'
		for day in Monday Tuesday Friday; do
			printf '%s\n\n' "On $day $2 took the $2 tram over \
the $2 bridge, which $2 had not done since the last $2 of all."
		done
	} >"$TMP/twins/$1"
}
mkdir "$TMP/twins"
column m.txt Monday
column z.txt Zeno
runs 'articles of one title' 0 "$TMP/twins" --date 2026 -o "$TMP/before.epub"
column a.txt Anna
runs 'one more in front' 0 "$TMP/twins" --date 2026 -o "$TMP/after.epub"
contents() { # of the file names of articles
	for name in $(unzip -Z1 "$1" | grep '/article-' | sort); do
		echo "$name $(unzip -p "$1" "$name" | grep -c "$2")"
	done
}
contents "$TMP/before.epub" 'On Monday Zeno' >"$TMP/before.ids"
contents "$TMP/after.epub" 'On Monday Zeno' >"$TMP/after.ids"
is 'the others keep their names' sh -c \
	"! diff '$TMP/before.ids' '$TMP/after.ids' | grep -q '^<'"
is 'and are three' test "$(wc -l <"$TMP/after.ids")" = 3

mkdir -p "$TMP/years/2025/news" "$TMP/years/2026/news"
cp examples/chay.txt "$TMP/years/2025/news"
cp examples/moor.txt "$TMP/years/2026/news"
runs 'sections of one name' 0 "$TMP/years" --series Years --issue 2026/47 \
	-o "$TMP/years.epub"
unzip -Z1 "$TMP/years.epub" | grep '/section-' | sort >"$TMP/before.ids"
unzip -p "$TMP/years.epub" EPUB/package.opf >"$TMP/out"
has out '"group-position">2026.47<'
has out '"calibre:series_index" content="2026.47"'
mkdir -p "$TMP/years/2024/news"
cp examples/elia.txt "$TMP/years/2024/news"
runs 'and one before them' 0 "$TMP/years" --series Years --issue 'Winter 3' \
	-o "$TMP/years.epub"
unzip -Z1 "$TMP/years.epub" | grep '/section-' | sort >"$TMP/after.ids"
is 'sections keep their names' sh -c \
	"! diff '$TMP/before.ids' '$TMP/after.ids' | grep -q '^<'"
unzip -p "$TMP/years.epub" EPUB/package.opf >"$TMP/out"
is 'an issue that is no number has no place' sh -c \
	"grep -q 'calibre:series' '$TMP/out' &&
	! grep -q 'group-position\|series_index' '$TMP/out'"

runs 'several books into one place' 2 "$TMP/week" --split-over 70 -o - -t epub
has err '-: no place for the 2 books of --split-over'
is 'nothing came out' test ! -s "$TMP/out"
mkfifo "$TMP/pipe"
runs 'the same pipe twice' 2 "$TMP/week" -o "$TMP/pipe" -t epub \
	-o "$TMP/pipe" -t pdf
has err 'pipe: given twice'

finish
