# SPDX-License-Identifier: MIT
#
# make check-books    the demo's books through EPUBCheck, Ace and veraPDF
# make check T=NAME   only the tests whose name contains NAME
# make accept T=NAME  take what comes out now as what is expected
# make sanitize T=NAME   the tests, with the compiler's run-time checks
# make fuzz SECONDS=60   bad input by chance
# make lint     two compilers, clang-tidy, manual pages, rules
# make train CASES='FOLDER...'   learn what the reader weighs from labelled texts
# make bench    how long books take, beside peers that are installed
# make format   lines changed since the last commit, by .clang-format

# One program a file, with cmocka; in TAP. alloc.c counts allocations.
UNITS := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/*.c))
$(BUILD)/unit/alloc: WRAP := -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc

$(BUILD)/unit/%: tests/unit/%.c $(BUILD)/libart2book.a
	@mkdir -p $(@D)
	$(call say,LD)$(CC) $(A2B_CFLAGS) $(CFLAGS) -MMD -MP -MF $@.d $(LDFLAGS) $(WRAP) \
	-o $@ $< $(BUILD)/libart2book.a $(A2B_LIBS) -lcmocka

T ?=
TEST := BUILD=$(BUILD) CC='$(CC)' CFLAGS='$(CFLAGS)' tests/run

check-only: all $(UNITS)
	@$(TEST) check '$(T)'

accept-only: all
	@$(TEST) accept '$(T)'

# These may stay away, which is shown; what builds the books may not.
check-books: deps
	-@packages/install books
	@$(MAKE) --no-print-directory demo-only
	@tests/books/check build/demo build

# The tests again, with undefined behaviour and bad memory ending the program.
sanitize: deps
	@$(MAKE) --no-print-directory VARIANT=sanitize check-only

# What the reader weighs by, learned from folders of labelled texts (train.py).
train: $(BUILD)/train/dump $(BUILD)/train/words $(BUILD)/train/boost
	tests/train/train.py $(BUILD)/train $(CASES)

$(BUILD)/train/dump: tests/train/dump.c $(BUILD)/libart2book.a
	@mkdir -p $(@D)
	$(call say,LD)$(CC) $(A2B_CFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $< \
	$(BUILD)/libart2book.a $(A2B_LIBS)

# The same, with words that were learned from one half of the texts; and with the
# trees of a first look, too.
HALF = $(CC) $(A2B_CFLAGS) $(CFLAGS) $(LDFLAGS) -I. -o $@ \
	-DLEXICON='"$(BUILD)/train/half$*.def"' $(filter %.c %.a,$^) $(A2B_LIBS)

$(BUILD)/train/dump%: $(BUILD)/train/half%.def tests/train/dump.c \
		src/read/lexicon.c $(BUILD)/libart2book.a
	$(call say,LD)$(HALF)

$(BUILD)/train/look%: $(BUILD)/train/half%.def $(BUILD)/train/first%.def \
		tests/train/dump.c src/read/lexicon.c src/read/model.c \
		$(BUILD)/libart2book.a
	$(call say,LD)$(HALF) -DFIRST_TREES='"$(BUILD)/train/first$*.def"'

$(BUILD)/train/%: tests/train/%.c tests/train/more.h
	@mkdir -p $(@D)
	$(call say,LD)$(CC) $(A2B_CFLAGS) -O3 $(LDFLAGS) -o $@ $< -lm

SECONDS ?= 60
CORPUS := build/fuzz/corpus

fuzz: deps
	@packages/install lint
	@$(MAKE) --no-print-directory VARIANT=fuzz CC=clang build/fuzz/fuzz
	@mkdir -p $(CORPUS)
	build/fuzz/fuzz -max_total_time=$(SECONDS) -timeout=20 -rss_limit_mb=4096 \
	-artifact_prefix=build/fuzz/ $(CORPUS) examples

build/fuzz/fuzz: tests/fuzz/fuzz.c $(BUILD)/libart2book.a
	$(call say,LD)$(CC) $(A2B_CFLAGS) $(CFLAGS) -fsanitize=fuzzer -o $@ \
	$< $(BUILD)/libart2book.a $(A2B_LIBS)

# Both compilers without a warning, then what they do not know.
lint: deps
	@packages/install lint
	@$(MAKE) --no-print-directory VARIANT=gcc CC=gcc units
	@$(MAKE) --no-print-directory VARIANT=clang CC=clang units
	@$(MAKE) --no-print-directory VARIANT=gcc CC=gcc check-only T=e2e/rules
	@CPPFLAGS='$(A2B_CFLAGS)' tests/lint $(BUILD)

units: all $(UNITS)

bench: deps
	@$(MAKE) --no-print-directory all
	@tests/bench/run $(BUILD)/art2book build

format:
	git clang-format --force --extensions c,h

.PHONY: check-only accept-only check-books sanitize train fuzz lint units bench format
-include $(UNITS:%=%.d)
