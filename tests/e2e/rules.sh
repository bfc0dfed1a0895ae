# SPDX-License-Identifier: MIT
# Rules of this repository that no compiler knows; see CONTRIBUTING.md.
. tests/lib/tap.sh

none() { # what, then a command that prints what breaks the rule
	rule=$1
	shift
	"$@" >"$TMP/broken" 2>&1
	is "$rule" sh -c "! grep . '$TMP/broken'"
}

# A file includes only from its own room and from those before it here; only
# what stands in src/ itself knows them all, and the tool only the public header.
rooms='base model read files layout epub pdf check'

includes_upward() {
	seen=' art2book.h '
	for room in $rooms; do
		seen="$seen$room "
		grep -Hn '^#include "' src/"$room"/*.[ch] |
			awk -F '"' -v seen="$seen" '{split($2, part, "/")
				if (!index(seen, " " part[1] " ") &&
				    $2 !~ /^\.\.\/fonts\//) print}'
	done
	grep -Hn '^#include "' src/tool/*.[ch] |
		grep -v -e '"art2book.h"' -e '"tool/'
}
none 'rooms include only from rooms before them' includes_upward

# Where a foreign library is used, by the beginning of its header.
places='libxml/=src/(epub/xml|check/markup). zip.h=src/(epub/ocf|check/archive).
	hpdf=src/pdf/ zlib.h=src/(base/deflate|check/archive|epub/png|pdf/writer).
	textcat=src/read/language. yaml=src/(read/front|files/yaml) uuid=src/model/identity.
	fontconfig/=src/layout/family.
	qrencode=src/layout/qr. ft2build=src/epub/surface. setjmp=src/base/job.c getopt=src/tool/'

strange_places() {
	for place in $places; do
		grep -rHn "^#include <${place%=*}" src |
			grep -vE "^${place#*=}"
	done
}
none 'each foreign library has its place' strange_places

no_grep() { # pattern, where it may stand
	grep -rnE "\\<($1)\\(" src | grep -vE "^src/($2)"
}

banned() {
	no_grep 'strtok|setlocale|sprintf|strcpy|gets|alloca' -
	no_grep 'getenv|time|clock|gettimeofday|clock_gettime|localtime|rand' \
		'tool/'
	no_grep 'malloc|calloc|realloc' \
		'tool/|base/|art2book.c:.*\*doc|split.c:.*\*fresh|model/walk.c:.*\*walk'
}
none 'no clock, no locale, no environment, no loose memory' banned

# Messages and their entries in the manual.
sed -n 's/^DIAG([a-z_0-9]*, "\([^"]*\)".*/\1/p' src/base/diag.def |
	sort >"$TMP/messages"
sed -n '/^.Sh DIAGNOSTICS/,/^.Sh SEE/s/^\.It Sy //p' art2book.1 |
	sort >"$TMP/entries"
is 'each message has its entry in art2book.1' \
	diff "$TMP/messages" "$TMP/entries"

undocumented() {
	"$ART2BOOK" --help | sed -n 's/^  ...  *--\([a-z-]*\).*/\1/p' |
	while read -r option; do
		grep -q -e "Fl -$option" art2book.1 ||
			grep -q -e "Fl -$(echo "$option" | sed 's/-/\\-/g')" \
				art2book.1 || echo "--$option"
	done
}
none 'each option is in art2book.1' undocumented

# The options of the library, by which collection files are read, and those of
# the command that set one.
keys() {
	sed -n 's/^\t[A-Z_]*("\([a-z-]*\)", .*/\1/p
		s/^\t{"\([a-z-]*\)", OPTION_.*/\1/p' src/model/option.c | sort
}
switches() {
	tr '\n' ' ' <src/tool/options.c | sed 's/{"/\n{"/g' |
	sed -n 's/^{"\([a-z-]*\)", .*(options\..*/\1/p' | sort
}
keys >"$TMP/keys"
switches >"$TMP/switches"
is 'the command and the library have the same options' sh -c \
	"test -s '$TMP/keys' && diff '$TMP/keys' '$TMP/switches'"

unlisted() { # packages that the program opens files of
	grep -ohE '"(fonts|hyphen)-[a-z0-9-]*"' fonts/*.def | tr -d '"' |
	sort -u | while read -r package; do
		grep -q "^run $package\>" packages/list || echo "$package"
	done
}
none 'the packages of fonts and hyphens are installed by make deps' unlisted

none 'the lock of the validators names no host' \
	grep -n '"resolved"' tests/books/package-lock.json
none 'each source names its licence' grep -rL SPDX-License-Identifier \
	src include tests/unit tests/e2e tests/lib tests/run tests/tests.mk \
	packages/install .ci/run Makefile

finish
