# SPDX-License-Identifier: MIT
# What is no text, and what cannot be written: one clear line, the right status,
# never half a file. Where the text can be saved: a book and a warning.
. tests/lib/tap.sh

mkdir "$TMP/in" "$TMP/out.d"
cd "$TMP/in" || exit 1
words='The café’s ferry left at seven, and with it all that had been planned.'
{
	printf 'The ferry that left too early\n\n'
	for _ in 1 2 3 4; do printf '%s %s\n\n' "$words" "$words"; done
} >good.txt
out=$TMP/out.d/x.epub
pdf=$TMP/out.d/x.pdf

refused() { # what, status, message, then arguments: nothing may be written
	case_=$1 status=$2 message=$3
	shift 3
	runs "$case_" "$status" "$@"
	says "$message"
	is "$case_: nothing is left behind" test "$(ls -A "$TMP/out.d")" = ''
	rm -rf "$TMP/out.d"
	mkdir "$TMP/out.d"
}

saved() { # what, message, then arguments: a book all the same
	case_=$1 message=$2
	shift 2
	runs "$case_" 0 "$@" -o "$out" -o "$pdf"
	says "$message"
	is "$case_: there is a book" test -s "$out" -a -s "$pdf"
	rm -f "$out" "$pdf"
}

both="-o $out -o $pdf"

# inputs that are not there, or not to be read

# shellcheck disable=SC2086
{
refused 'a missing file' 1 'none.txt: cannot read: No such file' \
	none.txt $both
refused 'a file that is no folder' 1 'cannot read: Not a directory' \
	good.txt/a.txt $both
ln -s nowhere dangling.txt
refused 'a link to nothing' 1 'cannot read: No such file' dangling.txt $both
ln -s loop.txt loop.txt
refused 'a link to itself' 1 'cannot read: Too many levels' loop.txt $both
refused 'a device without an end' 1 'cannot read: a device' /dev/zero $both
mkdir empty notes
echo text >notes/readme.md
refused 'an empty folder' 1 'empty: no article' empty $both
refused 'a folder without any article' 1 'notes: no article' notes $both
if [ "$(id -u)" != 0 ]; then
	cp good.txt secret.txt
	chmod 0 secret.txt
	refused 'an unreadable file' 1 'Permission denied' secret.txt $both
fi

# inputs that are no text

: >empty.txt
refused 'an empty file' 1 'nothing to read' empty.txt $both
printf ' \n\t\n\r\n  \n' >white.txt
refused 'white space alone' 1 'nothing to read' white.txt $both
printf '\357\273\277' >bom.txt
refused 'a byte order mark alone' 1 'nothing to read' bom.txt $both
"$ART2BOOK" good.txt -o zip.txt -t epub
refused 'an archive' 1 'not a text' zip.txt $both
printf '\211PNG\r\n\032\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\10\6\0\0\0' >png.txt
refused 'a picture' 1 'not a text' png.txt $both
printf '\377\330\377\340\0\20JFIF\0\1\1\0\0\1\0\1\0\0' >jpeg.txt
refused 'a photograph' 1 'not a text' jpeg.txt $both
printf '%%PDF-1.7\n%%\342\343\317\323\n1 0 obj\n<<>>\nendobj\n' >pdf.txt
refused 'a PDF' 1 'not a text' pdf.txt $both
head -c 4096 "$ART2BOOK" >elf.txt
refused 'a program' 1 'not a text' elf.txt $both
head -c 1000 /dev/zero >zeros.txt
refused 'nothing but zero bytes' 1 'not a text' zeros.txt $both
}

# texts with something wrong in them

{ cat good.txt; printf 'Bad \377\376 bytes, and \303( more of them.\n'; } \
	>invalid.txt
saved 'invalid UTF-8 in the middle' 'bytes are not valid UTF-8' invalid.txt
{ cat good.txt; printf 'One \0 zero byte in \0 a line of words.\n'; } >nul.txt
saved 'NUL bytes' 'control characters left out' nul.txt
{ cat good.txt; printf 'A bell \007 and an \033[31mescape\033[0m here.\n'; } \
	>controls.txt
saved 'control characters' 'control characters left out' controls.txt
yes "$words" | head -c 10000000 | tr '\n' ' ' >long.txt
runs 'a single line of 10 MB' 0 long.txt -o "$out" -o "$pdf"
is 'a single line of 10 MB: there is a book' test -s "$out" -a -s "$pdf"
rm -f "$out" "$pdf" long.txt
head -c 10000000 /dev/zero | tr '\0' x >word.txt
runs 'a single word of 10 MB' 0 word.txt -o "$out"
head -c 200000 /dev/zero | tr '\0' x >word.txt
runs 'a single word of 200 KB' 0 word.txt -o "$out" -o "$pdf"
yes "abcde'" | head -c 1000000 | tr -d '\n' >apostrophes.txt
runs 'a word of apostrophes without end' 0 --language en apostrophes.txt \
	-o "$pdf"
rm -f "$out" "$pdf"
head -c 200000 /dev/zero | tr '\0' '\n' >lines.txt
refused 'nothing but line ends' 1 'nothing to read' lines.txt -o "$out"
head -c 100000 /dev/zero | tr '\0' '>' >quotes.txt
refused 'nothing but quotation marks' 1 'nothing to read' quotes.txt -o "$out"
{ head -c 50000 /dev/zero | tr '\0' '>'; echo " $words"; } >deep.txt
runs 'a quotation 50,000 deep' 0 deep.txt -o "$out" -o "$pdf"
rm -f "$out" "$pdf"

# outputs that cannot be

refused 'an unknown suffix' 2 'no suffix of a book' good.txt \
	-o "$TMP/out.d/x.doc"
refused 'one good and one unknown suffix' 2 'no suffix of a book' good.txt \
	-o "$out" -o "$TMP/out.d/x.doc"
refused 'a missing output folder' 1 'no such folder' good.txt \
	-o "$out" -o "$TMP/out.d/none/x.pdf"
refused 'a full device' 1 'No space left on device' good.txt \
	-o "$out" -o /dev/full -t epub
refused 'the same output twice' 2 'given twice' good.txt \
	-o "$out" -o "$TMP/out.d/../out.d/x.epub"
mkdir folder.epub
refused 'a folder as output' 1 'it is a folder' good.txt -o folder.epub \
	-o "$out"
is 'the folder is still there' test -d folder.epub
# three blocks of 512 bytes are less than an EPUB
(ulimit -f 3 && "$ART2BOOK" good.txt -o "$TMP/out.d/a" -t tree \
	-o "$out") 2>"$TMP/err"
is 'a limit on the size of files' test $? = 1
what='a limit on the size of files'
says 'File too large'
is 'nothing is left behind' test "$(ls -A "$TMP/out.d")" = ''

# what the user had stays

cp good.txt mine.txt
refused 'an input as output' 1 'is also an input' mine.txt -o mine.txt -t tree
ln mine.txt hard.epub
refused 'an input as output, by another name' 1 'is also an input' mine.txt \
	-o "$out" -o hard.epub
ln -s mine.txt soft.epub
refused 'an input as output, by a link' 1 'is also an input' mine.txt \
	-o "$out" -o soft.epub
runs 'an input as output, in its folder' 1 . -o good.txt -t tree -q
is 'no input was changed' cmp good.txt mine.txt
echo precious >old.epub
refused 'a failure beside an old book' 1 'No space left' good.txt \
	-o old.epub -o /dev/full -t epub
is 'the old book is still there' grep -q precious old.epub

# and how what can be written is written

ln -s real.epub link.epub
runs 'a link as output' 0 good.txt -o link.epub
is 'the link stays, its file is made' test -L link.epub -a -s real.epub
(umask 027 && "$ART2BOOK" good.txt -o private.epub)
is 'the mode is what the umask leaves' test \
	"$(stat -c %a private.epub)" = 640
mkfifo pipe
cat pipe >from-pipe.epub &
runs 'a named pipe as output' 0 good.txt -o pipe -t epub
wait
is 'the pipe stays, its reader has the book' sh -c \
	'test -p pipe && cmp from-pipe.epub private.epub'
"$ART2BOOK" good.txt -o pipe -t epub -o never.epub &
program=$!
sleep 1
kill $program
wait $program 2>/dev/null
is 'a program that is stopped leaves nothing' test \
	"$(ls -A | grep -c -e '^\.art2book' -e never)" = 0

finish
