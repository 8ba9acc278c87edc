#pragma once
#include <stddef.h>
#include <crack.h>

// Debian's call that says when the dictionary cannot be read; the library's own ends the process then.
static inline int crack_check(const char *password, char *reason, size_t size) {
  return __DEBIAN_SPECIFIC__SafeFascistCheck(password, GetDefaultCracklibDict(), reason, size);
}
