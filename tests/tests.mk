# SPDX-License-Identifier: MIT
#
# make check-books    the demo's books through EPUBCheck, Ace and veraPDF
# make check T=NAME   only the tests whose name contains NAME
# make accept T=NAME  take what comes out now as what is expected

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

.PHONY: check-only accept-only check-books
-include $(UNITS:%=%.d)
