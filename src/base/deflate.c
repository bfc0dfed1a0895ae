/* SPDX-License-Identifier: MIT */

/*
 * Deflating takes most of the time of a large book, and no file or page in
 * it needs another: so a few threads take them one by one. Each thread runs a job of its
 * own, and what it made lives in an arena that it leaves behind. The bytes are
 * the same with any number of threads.
 */

#include "base/deflate.h"

#include <pthread.h>
#include <unistd.h>
#include <zlib.h>

#include "base/buf.h"

enum { LEVEL = 6, RAW_WINDOW = -15, MEMORY = 8 };
enum { THREADS_MAX = 8 };
/* so much work is worth a thread: 10 ms of it, say */
#define THREAD_BYTES ((size_t)512 * 1024)

struct queue {
	pthread_mutex_t lock;
	struct deflated *const *all;
	size_t n, next;
};

struct worker {
	struct queue *queue;
	struct arena made;       /* what the entries point to */
	enum a2b_status status;
	pthread_t thread;
};

static struct deflated *take(struct queue *queue)
{
	struct deflated *d = NULL;

	pthread_mutex_lock(&queue->lock);
	if (queue->next < queue->n)
		d = queue->all[queue->next++];
	pthread_mutex_unlock(&queue->lock);
	return d;
}

static void end_deflate(void *stream)
{
	deflateEnd(stream);
}

static void deflate_one(struct job *job, z_stream *stream, struct buf *room,
                        struct deflated *d)
{
	size_t bound = deflateBound(stream, d->bytes.len);

	buf_clear(room);
	buf_reserve(room, bound);
	stream->next_in = (Bytef *)d->bytes.ptr;
	stream->avail_in = (uInt)d->bytes.len;
	stream->next_out = (Bytef *)room->ptr;
	stream->avail_out = (uInt)bound;
	if (deflate(stream, Z_FINISH) != Z_STREAM_END)
		job_fail(job, A2B_INTERNAL, internal, NULL, 0, "zlib",
		         "a file could not be deflated");
	d->packed = job_keep_copy(job, str_range(room->ptr,
	                                         (char *)stream->next_out));
	deflateReset(stream);
}

static void work(struct job *job, void *arg)
{
	struct worker *worker = arg;
	struct cleanup *slot = job_reserve(job);
	z_stream *stream = job_alloc(job, sizeof(*stream));
	struct deflated *d;
	struct buf room;

	buf_init(&room, job);
	if (deflateInit2(stream, LEVEL, Z_DEFLATED, RAW_WINDOW, MEMORY,
	                 Z_DEFAULT_STRATEGY) != Z_OK)
		job_fail_memory(job);
	job_own(job, slot, end_deflate, stream);
	while ((d = take(worker->queue))) {
		d->crc = (uint32_t)crc32_z(0, (const Bytef *)d->bytes.ptr,
		                           d->bytes.len);
		if (d->stored)
			d->packed = d->bytes;
		else
			deflate_one(job, stream, &room, d);
	}
}

/* Silent: the job that waits for all reports what went wrong. */
static void *run(void *arg)
{
	struct worker *worker = arg;
	struct reporter silent = {0};

	worker->status = job_run(&silent, &worker->made, work, worker);
	return NULL;
}

static void release_made(void *object)
{
	struct worker *workers = object;

	for (size_t i = 0; i < THREADS_MAX; i++)
		arena_release(&workers[i].made);
}

static size_t count_threads(const struct queue *queue)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	size_t bytes = 0, n;

	for (size_t i = 0; i < queue->n; i++)
		bytes += queue->all[i]->stored ? 0 : queue->all[i]->bytes.len;
	n = bytes / THREAD_BYTES + 1;
	if (processors > 0 && n > (size_t)processors)
		n = (size_t)processors;
	return n > THREADS_MAX ? THREADS_MAX : n;
}

struct cleanup *deflate_all(struct job *job, struct deflated *const *all,
                            size_t n)
{
	struct queue queue = {.all = all, .n = n};
	struct cleanup *slot = job_reserve(job);
	struct worker *workers = job_alloc_array(job, THREADS_MAX,
	                                         sizeof(*workers));
	size_t wanted = count_threads(&queue), started = 1;
	enum a2b_status status;

	job_own(job, slot, release_made, workers);
	for (size_t i = 0; i < wanted; i++)
		workers[i].queue = &queue;
	pthread_mutex_init(&queue.lock, NULL);
	/* a thread that does not start leaves its work to the others */
	while (started < wanted
	    && !pthread_create(&workers[started].thread, NULL, run,
	                       &workers[started]))
		started++;
	run(&workers[0]);
	status = workers[0].status;
	for (size_t i = 1; i < started; i++) {
		pthread_join(workers[i].thread, NULL);
		if (workers[i].status != A2B_OK)
			status = workers[i].status;
	}
	pthread_mutex_destroy(&queue.lock);
	if (status == A2B_NO_MEMORY)
		job_fail_memory(job);
	if (status != A2B_OK)
		job_fail(job, status, internal, NULL, 0, "zlib",
		         "a file could not be deflated");
	return slot;
}
