// Call stacks, captured in tens of nanoseconds, each kept once and known by a number.

#ifndef PENZAI_CCALLSTACKS_CALL_STACKS_H
#define PENZAI_CCALLSTACKS_CALL_STACKS_H

#include <stddef.h>
#include <stdint.h>

// The number of the stack that calls this; 0 when it cannot be walked, or when too many stacks are kept already.
// Callable from any thread.
uint32_t penzai_capture_call_stack(void);

// The return addresses of a stack, the innermost first; they stay where they are as long as the process lives.
const uintptr_t *penzai_call_stack(uint32_t number, size_t *count);

// How many bytes are left of the stack of this thread; SIZE_MAX when that cannot be found out.
size_t penzai_stack_room(void);

#endif
