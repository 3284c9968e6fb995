// Stacks are walked by their frame pointers, which Swift keeps on Linux: a frame begins with the address of its
// caller's frame, followed by the address to return to. Code that keeps no frame pointers may have anything in that
// register, so that no address is followed that is not within the thread's stack and further out than the last one.

#define _GNU_SOURCE
#include "call_stacks.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum {
  MOST_FRAMES = 48,
  MOST_STACKS = 1 << 16,  // some 26 MB when all of them are in use
  SLOT_COUNT = 2 * MOST_STACKS,
};

typedef struct {
  uint64_t hash;
  size_t count;
  uintptr_t frames[];
} stack;

// A hash table with open addressing: numbers of stacks, 0 for free slots. Readers take no lock.
static _Atomic(uint32_t) slots[SLOT_COUNT];
static stack *stacks[MOST_STACKS];
static uint32_t stack_count = 1;
static pthread_mutex_t writing = PTHREAD_MUTEX_INITIALIZER;

static _Thread_local uintptr_t stack_start, stack_end;

static void find_stack(void) {
  pthread_attr_t attributes;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return;
  void *start;
  size_t size;
  if (pthread_attr_getstack(&attributes, &start, &size) == 0) {
    stack_start = (uintptr_t)start;
    stack_end = stack_start + size;
  }
  pthread_attr_destroy(&attributes);
}

// The number in the slot where a stack is or belongs.
static uint32_t find(uint64_t hash, const uintptr_t *frames, size_t count, size_t *slot) {
  for (size_t place = (hash >> 32) % SLOT_COUNT;; place = (place + 1) % SLOT_COUNT) {
    *slot = place;
    uint32_t number = atomic_load_explicit(&slots[place], memory_order_acquire);
    if (number == 0) return 0;
    const stack *known = stacks[number];
    if (known->hash == hash && known->count == count
        && memcmp(known->frames, frames, count * sizeof(uintptr_t)) == 0) {
      return number;
    }
  }
}

static uint32_t keep(uint64_t hash, const uintptr_t *frames, size_t count) {
  pthread_mutex_lock(&writing);
  size_t slot;
  uint32_t number = find(hash, frames, count, &slot);
  if (number == 0 && stack_count < MOST_STACKS) {
    stack *kept = malloc(sizeof(stack) + count * sizeof(uintptr_t));
    if (kept != NULL) {
      kept->hash = hash;
      kept->count = count;
      memcpy(kept->frames, frames, count * sizeof(uintptr_t));
      number = stack_count++;
      stacks[number] = kept;
      atomic_store_explicit(&slots[slot], number, memory_order_release);
    }
  }
  pthread_mutex_unlock(&writing);
  return number;
}

__attribute__((noinline)) uint32_t penzai_capture_call_stack(void) {
#if defined(__x86_64__) || defined(__aarch64__)
  if (stack_end == 0) find_stack();
  uintptr_t frames[MOST_FRAMES];
  size_t count = 0;
  uint64_t hash = 0;
  // Frames of asynchronous functions are marked by bit 60.
  const uintptr_t address_bits = ~((uintptr_t)1 << 60);
  uintptr_t frame = (uintptr_t)__builtin_frame_address(0);
  while (count < MOST_FRAMES && frame >= stack_start && frame % sizeof(uintptr_t) == 0
         && frame + 2 * sizeof(uintptr_t) <= stack_end) {
    uintptr_t caller = ((const uintptr_t *)frame)[0] & address_bits;
    uintptr_t address = ((const uintptr_t *)frame)[1];
    if (address == 0) break;
    frames[count++] = address;
    hash = (hash ^ address) * 0x9E3779B97F4A7C15u;
    hash ^= hash >> 29;
    if (caller <= frame) break;
    frame = caller;
  }
  if (count == 0) return 0;
  size_t slot;
  uint32_t number = find(hash, frames, count, &slot);
  return number != 0 ? number : keep(hash, frames, count);
#else
  return 0;
#endif
}

const uintptr_t *penzai_call_stack(uint32_t number, size_t *count) {
  // A number was handed out after its stack was kept.
  const stack *found = number < MOST_STACKS ? stacks[number] : NULL;
  *count = found == NULL ? 0 : found->count;
  return found == NULL ? NULL : found->frames;
}

size_t penzai_stack_room(void) {
  if (stack_end == 0) find_stack();
  uintptr_t here = (uintptr_t)__builtin_frame_address(0);
  return here >= stack_start && here < stack_end ? here - stack_start : SIZE_MAX;
}
