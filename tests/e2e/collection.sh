# SPDX-License-Identifier: MIT
# Collections: folders, collection files, what may be read and what may not.
. tests/lib/tap.sh

week=$TMP/week
mkdir -p "$week/world/deep" "$week/empty" "$week/.hidden" "$TMP/elsewhere"

article() { # file title
	cat >"$1" <<-END
	$2

	The body of the article called $2 has more words than its title.

	A second paragraph says something else about $2 and its day.
	END
}

titles() { # in order, with the sections
	sed -n 's/^ *section "\(.*\)"$/[\1]/p
		s/^ *article .*title="\([^"]*\)".*/\1/p' "$TMP/out" | tr '\n' ' '
}

gives() { # the titles that the tree has
	is "$what: $1" test "$(titles)" = "$1 "
}

article "$week/part 1.txt" One
article "$week/part 2.txt" Two
article "$week/part 10.text" Ten
article "$week/.hidden.txt" Hidden
article "$week/.hidden/h.txt" Hidden
article "$week/readme.md" Readme
article "$week/world/w.txt" World
article "$week/world/deep/d.txt" Deep
article "$TMP/elsewhere/e.txt" Elsewhere

tree() {
	what=$1 wanted=$2
	shift 2
	runs "$what" "$wanted" "$@" -o - -t tree
}

# ---- folders ----

tree 'a folder with folders in it' 0 "$week"
gives 'One Two Ten [world] World [deep] Deep'

ln -s ../elsewhere/e.txt "$week/link.txt"
ln -s ../elsewhere "$week/linked"
tree 'a link that leads out of the folder' 1 "$week"
says 'link.txt: not read: it leads out'
gives 'One Two Ten [world] World [deep] Deep'
tree 'a link to what was named too' 0 "$TMP/elsewhere/" "$week"
gives 'Elsewhere One Two Ten [world] World [deep] Deep'
rm "$week/link.txt" "$week/linked"

mkfifo "$week/pipe.txt"
tree 'a pipe in a folder is not waited for' 1 "$week"
says 'pipe.txt: cannot read: not a file'
rm "$week/pipe.txt"

head -c 3000 "$ART2BOOK" >"$week/binary.txt"
tree 'one bad article among several' 1 "$week"
gives 'One Two Ten [world] World [deep] Deep'
rm -f "$TMP/strict.epub"
runs 'with --strict' 1 --strict "$week" -o "$TMP/strict.epub"
is 'nothing is written' test ! -e "$TMP/strict.epub"
rm "$week/binary.txt"

# ---- collection files ----

cat >"$week/book.yaml" <<'END'
title: The week
subtitle: What grew and what fell
series: Garden letters
issue: 47
date: 2026-11-21
paper: a4
articles:
  - part 2.txt
sections:
  - name: World
    articles: ["world/*"]
  - name: All others
    articles:
      - path: part 1.txt
        title: Uno
        author: Ada
        date: 2026-11-20
        source: https://example.org/one
        tags: [a, b]
      - "*"
END
tree 'a collection file' 0 "$week/book.yaml"
gives 'Two [World] World [All others] Uno Ten'
has out 'title="The week" subtitle="What grew and what fell"'
has out 'series="Garden letters" issue="47" date="2026-11-21"'
has out 'author="Ada" date="2026-11-20"'
has out 'source="https://example.org/one" tag="a" tag="b"'
tree 'the command line wins' 0 "$week/book.yaml" --title Mine
has out 'title="Mine" subtitle'
tree 'a collection file and more' 0 "$week/book.yaml" "$TMP/elsewhere"
gives 'Two [World] World [All others] Uno Ten Elsewhere'

cp "$week/book.yaml" "$TMP/book.before"
runs 'the collection file is no output' 1 "$week/book.yaml" \
	-o "$week/book.yaml" -t epub
is 'it is as it was' cmp "$week/book.yaml" "$TMP/book.before"

bad() { # what, message, the file's text
	what=$1
	printf '%s\n' "$3" >"$week/bad.yaml"
	tree "$1" 1 "$week/bad.yaml"
	says "bad.yaml:$2"
}

bad 'a mistyped key' "1:1: unknown key 'titel', did you mean 'title'?" \
	'titel: x'
bad "a mistyped article's key" "2:24: unknown key 'autor', did you mean" \
	'articles:
  - {path: part 1.txt, autor: x}'
bad 'a bracket that stays open' '3:1: did not find' 'articles: [part 1.txt
'
bad 'a wrong choice' '2:1: foo: not one of title, date' 'articles: []
sort: foo'
bad 'a wrong date' '1:26: no date like' 'articles: [{path: a.txt, date: today}]'
bad 'no list' '1:1: articles must be a list' 'articles: part 1.txt'
bad 'an alias' '1:15: an alias' 'articles: &a [*a]'
bad 'a key twice' "2:1: 'title' a second time" 'title: a
title: b'
bad 'no path' '1:12: an article without a path' 'articles: [{title: a}]'
bad 'nothing in it' ' nothing to read' ''

cat >"$week/bad.yaml" <<'END'
articles: [part 1.txt, gone.txt, ../elsewhere/e.txt, "x*", "../*"]
END
tree 'what is not there or may not be read' 1 "$week/bad.yaml"
gives 'One'
has err 'bad.yaml:1:24: cannot read'
has err 'elsewhere/e.txt: it leads out of the folders that were named'
has err 'bad.yaml:1:54: no file matches x*'
has err "bad.yaml:1:60: a pattern with '..': ../*"

cat >"$week/clean.yaml" <<'END'
title: "The\tweek\nof \x01 pears"
articles:
  - path: part 1.txt
    title: |
      Uno
      due
  - {path: world, title: Lost}
sections:
  - {name: "All\nothers", articles: [part 2.txt]}
END
tree 'values of many lines' 1 "$week/clean.yaml"
gives 'Uno due [All others] Two'
has out 'book title="The week of  pears"'
has err 'clean.yaml:7:5: '
has err 'world is a folder: give its articles'
article "$TMP/front.txt" Front
printf '%s\n' --- 'title: "A\nb\0c"' 'tags: ["x\ty"]' --- |
	cat - "$TMP/front.txt" >"$TMP/matter.txt"
tree 'values of many lines in front matter' 0 "$TMP/matter.txt"
has out 'title="A bc"'
has out 'tag="x y"'

printf 'strict: true\narticles: [part 1.txt, gone.txt]\n' >"$week/bad.yaml"
runs 'a collection that is strict' 1 "$week/bad.yaml" -o "$TMP/strict.epub"
has err 'nothing is written: an input failed'
is 'nothing is written' test ! -e "$TMP/strict.epub"

# ---- several articles in one file ----

tr '@' '\f' >"$TMP/split.txt" <<'END'
The first harvest

The pears came in on Monday, and by the evening every crate in the yard was full to its brim.

---

It was the kind of rule that stands between two scenes, and nothing begins after it but a paragraph.

---
title: The second harvest
author: Anna Fields
---

The apples waited until Thursday, when the rain had gone and the grass was dry enough to walk on.

=====

The third harvest

Nobody had planned for quinces, but there they were, yellow and hard and smelling of roses.

A heading that is underlined
----------------------------

It stays with its article, because the row below it is as long as the heading itself.
@The fourth harvest

A form feed came before this one, and what stands behind it is an article of its own.
END
tree 'split' 0 --split "$TMP/split.txt"
gives 'The first harvest The second harvest The third harvest The fourth harvest'
has out 'title 26-26'
has out 'author="Anna Fields"'
tree 'not split' 0 "$TMP/split.txt"
gives 'The first harvest'

# ---- flags, as people write them in YAML ----

mkdir "$TMP/flags"
article "$TMP/flags/a.txt" One
article "$TMP/flags/b.txt" One
printf 'articles: [a.txt, b.txt]\nkeep-duplicates: yes\n' >"$TMP/flags/book.yaml"
tree 'a flag that says yes' 0 "$TMP/flags/book.yaml"
gives 'One One'
printf 'articles: [a.txt, b.txt]\nkeep-duplicates: no\n' >"$TMP/flags/book.yaml"
tree 'a flag that says no' 0 "$TMP/flags/book.yaml"
gives 'One'

# ---- the example ----

tree 'the example of a week' 0 examples/weekly/book.yaml
is 'says nothing' test ! -s "$TMP/err"
gives 'The First Frost [Town] Die Uhr am alten Bahnhof geht wieder La passerelle que l’on entend de loin [Garden] Il melo sul muro El calor del montón'
has out 'link 15-15 target="https://garden.example.org/il-melo-sul-muro" article='

mkdir "$TMP/bin" "$TMP/undated"
ln -s "$(realpath "$ART2BOOK")" "$TMP/bin/art2book"
article "$TMP/undated/a.txt" One
is 'its script makes books, and the folder for them' sh -c \
	"PATH='$TMP/bin':/usr/bin:/bin examples/weekly/pack-week \
		'$TMP/undated' '$TMP/books/of/weeks' &&
	ls '$TMP/books/of/weeks/'*-week-*.epub '$TMP/books/of/weeks/'*.pdf"

finish
