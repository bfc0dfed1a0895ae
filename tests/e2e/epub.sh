# SPDX-License-Identifier: MIT
# EPUBs: the container, well-formed files, options of the EPUB.
. tests/lib/tap.sh

cat >"$TMP/a.txt" <<'END'
---
title: The bridge & its keeper
date: 2023-04-05
source: https://example.org/bridge
language: en
---

The bridge has a keeper because it has a toll, and it has a toll because the
keeper has to live on something. Nobody in the village finds this odd.

How it began

The first keeper was a miller whose mill had burned down in the same week that
the bridge was finished, and who asked for nothing more than a dry room.

What it costs

A person pays a coin, a cart pays three, and a dog pays nothing at all, which
is why so many people come with a dog and tie the coins into its collar.
END
sed -e 's/bridge/tower/g' -e 's/language: en/language: de/' "$TMP/a.txt" \
	>"$TMP/b.txt"
sed 's/bridge/harbour/g' "$TMP/a.txt" >"$TMP/c.txt"
printf 'See https://example.org/tower for that.\n' >>"$TMP/c.txt"

book() { # arguments: a book of them in $TMP/book
	rm -rf "$TMP/book" "$TMP/x.epub"
	"$ART2BOOK" -q --keep-duplicates "$@" -o "$TMP/x.epub" 2>"$TMP/err" &&
		unzip -q "$TMP/x.epub" -d "$TMP/book"
}
holds() { # file in the book, text
	grep -qF -e "$2" "$TMP"/book/EPUB/$1
}
lacks() {
	! holds "$@"
}
well_formed() {
	find "$TMP/book" -name '*.xhtml' -o -name '*.opf' -o -name '*.ncx' \
		-o -name '*.xml' | xargs xmllint --nonet --noout
}

# one article

is 'a book of one article' book "$TMP/a.txt"
is 'its files are well-formed' well_formed
is 'mimetype is first, stored, without an extra field' test \
	"$(head -c 58 "$TMP/x.epub" | tail -c 28)" = \
	"mimetypeapplication/epub+zip"
is 'each file has the same time' test \
	"$(unzip -Z -T "$TMP/x.epub" | grep -c 19800101.000000)" = \
	"$(unzip -Z -1 "$TMP/x.epub" | wc -l)"
is 'all names are plain ASCII' sh -c \
	"! unzip -Z -1 '$TMP/x.epub' | grep -v '^[A-Za-z0-9./-]*$'"
is 'each file says its encoding' sh -c \
	"! grep -L '^<?xml version=\"1.0\" encoding=\"UTF-8\"' '$TMP'/book/EPUB/*.xhtml |
	grep ."
is 'a cover is there' test -s "$TMP/book/EPUB/cover.png"
is 'readers show it once' holds package.opf \
	'<itemref idref="cover" linear="no"/>'
is 'the cover has a text' holds cover.xhtml \
	'alt="The bridge &amp; its keeper"'
is 'no contents page for one article' test ! -e "$TMP/book/EPUB/contents.xhtml"
is 'no links to other articles' lacks 'article-*' article-links
cp "$TMP/x.epub" "$TMP/first.epub"
(cd "$TMP" && TZ=America/Lima LC_ALL=C HOME=/ "$ART2BOOK" -q a.txt \
	-o other.epub)
is 'the same bytes in another zone' cmp "$TMP/first.epub" "$TMP/other.epub"

is 'no cover where none is wanted' book "$TMP/a.txt" --no-cover
is 'nothing speaks of a cover' sh -c "! grep -ri cover '$TMP/book/EPUB'/*.opf \
	'$TMP/book/EPUB'/nav.xhtml"

# several

is 'a book of three' book "$TMP/a.txt" "$TMP/b.txt" "$TMP/c.txt" \
	--title 'Three places'
is 'the files of three are well-formed' well_formed
is 'a contents page' holds contents.xhtml 'The harbour &amp; its keeper'
is 'it is a landmark' holds nav.xhtml 'epub:type="toc" href="contents.xhtml"'
is 'articles have their own language' holds 'article-*' 'lang="de"'
is 'articles lead to the next' holds 'article-*' 'rel="next"'
name=$(cd "$TMP/book/EPUB" && grep -l 'The tower' article-*)
is 'links inside the book stay inside' holds 'article-*' \
	"<a href=\"$name\">https://example.org/tower</a>"
is 'without links' book "$TMP/a.txt" "$TMP/b.txt" --no-article-links
is 'there are none' lacks 'article-*' 'rel="next"'
is 'contents of one level' book "$TMP/a.txt" "$TMP/b.txt" --toc-depth 1
is 'have no headings' lacks nav.xhtml 'How it began'

# pages of the PDF made beside it

"$ART2BOOK" -q "$TMP/a.txt" -o "$TMP/x.epub" -o "$TMP/x.pdf"
rm -rf "$TMP/book"
unzip -q "$TMP/x.epub" -d "$TMP/book"
pages=$(pdfinfo "$TMP/x.pdf" | sed -n 's/^Pages: *//p')
is 'the last page of the PDF is in the page list' \
	holds nav.xhtml "#page-$pages\">"
is 'the package says whose pages they are' holds package.opf \
	'<meta property="pageBreakSource">'
is 'the page list is well-formed' well_formed

# what the user gives

printf 'p { color: inherit }\n' >"$TMP/my.css"
is 'a style sheet' book "$TMP/a.txt" --css "$TMP/my.css"
is 'is taken as it is' cmp "$TMP/my.css" "$TMP/book/EPUB/book.css"
mkdir "$TMP/pages"
cat >"$TMP/pages/contents.xhtml" <<'END'
<html xmlns="http://www.w3.org/1999/xhtml">
<head><title>{{title}}</title></head>
<body>
<p>{{subtitle}}</p>
<p class="{{title}}">mine: {{title}}</p>
{{{articles}}}
</body>
</html>
END
is 'a page' book "$TMP/a.txt" "$TMP/b.txt" --template-dir "$TMP/pages" \
	--title 'A <b> & "c"'
is 'its places are escaped' holds contents.xhtml \
	'<p class="A &lt;b&gt; &amp; &quot;c&quot;">mine: A &lt;b&gt;'
is 'lines with nothing in them are left out' lacks contents.xhtml '<p></p>'
is 'other pages are ours' holds cover.xhtml '<img class="cover-image"'
sed 's/{{title}}/{{titel}}/' "$TMP/pages/contents.xhtml" >"$TMP/pages/x"
mv "$TMP/pages/x" "$TMP/pages/contents.xhtml"
runs 'a place that there is not' 1 -q --keep-duplicates "$TMP/a.txt" "$TMP/b.txt" \
	--template-dir "$TMP/pages" -o "$TMP/y.epub"
says 'contents.xhtml:2: no such place: titel [template]'
printf '<html>\n<p></html>\n' >"$TMP/pages/contents.xhtml"
runs 'a page that is no XML' 1 -q --keep-duplicates "$TMP/a.txt" "$TMP/b.txt" \
	--template-dir "$TMP/pages" -o "$TMP/y.epub"
says 'contents.xhtml:2: '
is 'no book was written' test ! -e "$TMP/y.epub"

cp "$TMP/book/EPUB/cover.png" "$TMP/my.png"
is 'a cover' book "$TMP/a.txt" --cover "$TMP/my.png"
is 'is taken as it stands' cmp "$TMP/my.png" "$TMP/book/EPUB/cover.png"
head -c 5000 "$TMP/my.png" >"$TMP/cut.png"
printf '\377\330\377\300\0\013\010\0\020\0\020\1\1\021\0' >"$TMP/my.jpg"
printf '\377\332\0\010\1\1\0\0\077\0\022\064' >>"$TMP/my.jpg"
cp "$TMP/my.jpg" "$TMP/cut.jpg"
printf '\377\331' >>"$TMP/my.jpg"
is 'a JPEG' book "$TMP/a.txt" --cover "$TMP/my.jpg"
is 'is declared as one' holds package.opf \
	'href="cover.jpg" media-type="image/jpeg" properties="cover-image"'
is 'and shown' holds cover.xhtml 'src="cover.jpg"'
runs 'a JPEG that is cut off' 1 -q "$TMP/a.txt" --cover "$TMP/cut.jpg" \
	-o "$TMP/y.epub"
says 'the JPEG is cut off [picture]'
runs 'a cover that is cut off' 1 -q "$TMP/a.txt" --cover "$TMP/cut.png" \
	-o "$TMP/y.epub"
says 'the PNG is cut off [picture]'
runs 'a cover that is none' 1 -q "$TMP/a.txt" --cover "$TMP/a.txt" \
	-o "$TMP/y.epub"
says 'neither PNG nor JPEG [picture]'
runs 'a cover that is not there' 1 -q "$TMP/a.txt" --cover "$TMP/no.jpg" \
	-o "$TMP/y.epub"
says 'no.jpg: cannot read'

# fonts

is 'fonts in the book' book "$TMP/a.txt" --embed-fonts
is 'are subsets' test "$(cat "$TMP"/book/EPUB/font-*.?tf | wc -c)" -lt 200000
is 'the style sheet names them' holds book.css 'src: url(font-1.ttf)'
is 'so does the package' holds package.opf 'href="font-1.ttf"'
is 'no fonts where none are wanted' book "$TMP/a.txt"
is 'there are none' sh -c "! ls '$TMP'/book/EPUB/font-*"

# accessibility

is 'certified' book "$TMP/a.txt" --certified-by 'Ann & Co'
is 'it says by whom' holds package.opf \
	'refines="#conformance">Ann &amp; Co</meta>'

# what platforms refuse

"$ART2BOOK" -q "$TMP/a.txt" "$TMP/b.txt" "$TMP/c.txt" -o "$TMP/x.epub"
runs 'no platform has a doubt' 0 check "$TMP/x.epub"
is 'nothing is said of any' test ! -s "$TMP/err"

cat >"$TMP/bare.txt" <<'END'
The lamp on the pier

Nobody had lit the lamp on the pier since the autumn, and nobody could say who had the key to it.

It stood there all the same, and the boats steered by it as if it were burning.
END
source_of() { # the value of --source
	"$ART2BOOK" -q "$TMP/bare.txt" --source "$1" -o "$TMP/source.epub"
	unzip -p "$TMP/source.epub" 'EPUB/*.xhtml' 'OEBPS/*.xhtml' 2>/dev/null
}
source_of 'http://exämple.com/a b"<c>%41' >"$TMP/source"
is 'a source with signs that no address has leads there' grep -q \
	'href="http://xn--exmple-cua.com/a%20b%22%3Cc%3E%41"' "$TMP/source"
source_of 'javascript://a.org/%0aalert(1)' >"$TMP/source"
is 'a source of no web address is no link' sh -c \
	"grep -q a.org '$TMP/source' && ! grep -q 'href=\"javascript' '$TMP/source'"

finish
