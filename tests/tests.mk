# SPDX-License-Identifier: MIT
#
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

.PHONY: check-only accept-only
-include $(UNITS:%=%.d)
