#pragma once
#include <stdlib.h>
#include <uninorm.h>

// The name is a macro, which Swift does not see.
static inline uninorm_t canonical_composition(void) { return UNINORM_NFC; }
