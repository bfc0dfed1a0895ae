# SPDX-License-Identifier: MIT
# Whole books of all examples: sound files, and every word of the text in them.
. tests/lib/tap.sh

# The lines of text of the model, without what --explain shows as left out.
model_text() {
	"$ART2BOOK" -q "$1" -o - -t tree |
		sed -n 's/^ *text [0-9-]* "\(.*\)"$/\1/p' |
		sed 's/\\\(.\)/\1/g'
}

epub_text() { # as an XML parser sees it
	for file in "$TMP"/epub/*/*.xhtml; do
		case $file in */nav.xhtml) continue ;; esac
		xmllint --xpath 'string(/*/*[local-name()="body"])' "$file"
	done
}

pdf_text() { # by its tags, each piece in quotes
	pdfinfo -struct-text "$1" | sed -n 's/^ *"\(.*\)"$/\1/p'
}

# What is written from right to left stands in a PDF as it is drawn; pdftotext
# puts it in order again, but not what surrounds it. So only words are compared:
# no punctuation, no marks of direction.
right_to_left='language="(ar|fa|he|ur)"'

words() {
	sed 's/\xe2\x80[\x8e\x8f\xaa-\xae]//g; s/[[:punct:]،؛؟״׳]/ /g' |
		tr -s ' \f' '\n\n' | LC_ALL=C sort -u
}

missing_words() { # file, PDF
	words <"$1" >"$TMP/words"
	pdftotext "$2" - | words | LC_ALL=C comm -23 "$TMP/words" -
}

# Each line of the first file must stand in the second, in that order; but the
# first few, which are the article's head, anywhere. White space is nothing.
cat >"$TMP/contains.awk" <<'END'
{ gsub(/[ \t\r\n\f]/, ""); gsub(/\302\240|\302\255|\343\200\200/, "") }
FNR == NR { line[NR] = $0; next }
{ text = text $0 }
END {
	at = 1
	for (i = 1; i in line; i++) {
		found = index(substr(text, at), line[i])
		if (found)
			at += found - 1 + length(line[i])
		else if (i > 6 || !index(text, line[i]))
			print "missing: " line[i]
	}
	if (i < 2)
		print "no text at all"
}
END

holds() { # what, file with what must be there, file
	awk -f "$TMP/contains.awk" "$2" "$3" >"$TMP/missing"
	is "$1" sh -c "! grep . '$TMP/missing'"
}

sound_xml() {
	find "$TMP/epub" \( -name '*.xhtml' -o -name '*.opf' -o -name '*.ncx' \
		-o -name '*.xml' \) -exec xmllint --noout {} +
}

# every font is embedded, a subset, and knows its Unicode
bad_fonts() {
	pdffonts "$1" | awk 'NR > 2 && !/ yes +yes +yes +[0-9]+ +[0-9]+ *$/'
}

for text in examples/*.txt; do
	name=${text##*/}
	name=${name%.txt}
	epub=$TMP/$name.epub pdf=$TMP/$name.pdf
	"$ART2BOOK" -q "$text" -o "$epub" -o "$pdf"
	rm -rf "$TMP/epub"
	unzip -q "$epub" -d "$TMP/epub"
	model_text "$text" >"$TMP/model"
	epub_text >"$TMP/epub.text"
	pdf_text "$pdf" >"$TMP/pdf.text"

	is "$name.epub: all XML is well formed" sound_xml
	is "$name.epub: mimetype comes first and bare" sh -c \
		"head -c 58 '$epub' | tail -c 28 | grep -q '^mimetypeapplication/epub+zip'"
	holds "$name.epub: all text is there" "$TMP/model" "$TMP/epub.text"
	is "$name.pdf: qpdf has nothing to say" qpdf --check "$pdf"
	bad_fonts "$pdf" >"$TMP/fonts"
	is "$name.pdf: fonts are embedded subsets with Unicode" sh -c \
		"! grep . '$TMP/fonts'"
	if "$ART2BOOK" -q "$text" -o - -t tree | grep -qE "$right_to_left"; then
		missing_words "$TMP/model" "$pdf" >"$TMP/missing"
		is "$name.pdf: all words are there" sh -c \
			"! grep . '$TMP/missing'"
	else
		holds "$name.pdf: all text is there" "$TMP/model" \
			"$TMP/pdf.text"
	fi
done

finish
