# SPDX-License-Identifier: MIT
#
# Makes one TAP report of many. Each begins with "@begin NAME" and ends with
# "@end STATUS"; its results are numbered on and get its name. A program that
# fails, or that announced more results than it gave, counts as one failure
# more. "NOT RUN NUMBER WHY" counts what could not be tried. Ends with the sums;
# fails when anything failed.

/^@begin / {
	name = $2
	planned = seen = bad = 0
	next
}

/^@end / {
	if ($2 == 124)
		result("not ok", "took too long")
	else if ($2 != 0 && !bad)
		result("not ok", "exit status " $2)
	else if (planned && seen != planned)
		result("not ok", seen " results of " planned)
	next
}

/^NOT RUN / {
	missed += $3
	print "# " $0
	next
}

/^[ \t]*1\.\.[0-9]+/ {
	sub(/^[ \t]*1\.\./, "")
	planned += $1
	next
}

/^(not )?ok( |$)/ {
	state = /^not/ ? "not ok" : "ok"
	sub(/^(not )?ok *[0-9]* *-? */, "")
	seen++
	result(state, $0)
	next
}

/^# (not )?ok - / { # cmocka, of a whole group
	next
}

/^#/ {
	print
	next
}

NF {
	print "# " $0
}

function result(state, what) {
	print state " " ++count " - " name ": " what
	if (state == "not ok") {
		bad = 1
		failed++
	} else if (what ~ /# SKIP/) {
		sub(/ *# SKIP.*/, "", what)
		skipped++
		skips = skips ", " name ": " what
	} else {
		passed++
	}
}

END {
	print "1.." count + 0
	line = passed + 0 " passed, " failed + 0 " failed"
	if (skipped)
		line = line ", " skipped " skipped (" substr(skips, 3) ")"
	if (missed)
		line = line ", " missed " NOT RUN"
	print line
	exit failed || !(count + missed)
}
