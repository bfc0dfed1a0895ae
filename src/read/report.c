/* SPDX-License-Identifier: MIT */
#include "read/report.h"

#include "base/buf.h"

static const char *const kind_names[] = {
	[KIND_TITLE] = "title",         [KIND_DEK] = "dek",
	[KIND_BYLINE] = "byline",       [KIND_HEADING] = "heading",
	[KIND_PARAGRAPH] = "paragraph", [KIND_ITEM] = "item",
	[KIND_QUOTE] = "quote",         [KIND_CAPTION] = "caption",
	[KIND_VERSE] = "verse",         [KIND_CODE] = "code",
	[KIND_RULE] = "rule",           [KIND_FURNITURE] = "furniture",
};

static void add_range(struct buf *out, size_t first, size_t last, size_t n)
{
	if (n)
		buf_add(out, ", ", 2);
	if (first == last)
		buf_printf(out, "%zu", first);
	else
		buf_printf(out, "%zu-%zu", first, last);
}

static void report_dropped(struct job *job, struct str file,
                           const struct blocks *blocks)
{
	struct buf ranges;
	size_t first = 0, last = 0, n = 0, dropped = 0, at = 0, end = 0;

	buf_init(&ranges, job);
	for (size_t i = 0; i < blocks->n; i++) {
		const struct block *block = &blocks->items[i];
		size_t line = block_first(blocks, block)->number;

		if (block->kind != KIND_FURNITURE) {
			/* Something kept parts two ranges. */
			if (last)
				add_range(&ranges, first, last, n++);
			last = 0;
			continue;
		}
		if (!dropped++)
			at = line;
		if (!last)
			first = line;
		last = end = block_last(blocks, block)->number;
	}
	if (last)
		add_range(&ranges, first, last, n++);
	if (!dropped)
		return;
	diag(job, furniture, file.ptr, at,
	     job_format(job, "%s %s", first == end && n == 1 ? "line" : "lines",
	                ranges.ptr).ptr);
}

static void add_finding(struct job *job, struct finding *finding,
                        const struct blocks *blocks, const struct block *block)
{
	finding->kind = kind_names[block->kind];
	finding->dropped = block->kind == KIND_FURNITURE;
	finding->score = block->score;
	finding->reasons = job_keep_copy(job, block->reasons);
	finding->text = job_keep_copy(job, block->text);
	finding->first_line = block_first(blocks, block)->number;
	finding->last_line = block_last(blocks, block)->number;
}

void report_blocks(struct job *job, struct article *article,
                   const struct blocks *blocks)
{
	report_dropped(job, article->file, blocks);
	article->findings = job_keep_array(job, blocks->n,
	                                   sizeof(*article->findings));
	article->n_findings = blocks->n;
	for (size_t i = 0; i < blocks->n; i++)
		add_finding(job, &article->findings[i], blocks,
		            &blocks->items[i]);
}
