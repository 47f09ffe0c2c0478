// The C interface of libzip.
#ifndef BENCHMARKS_CZIP_SHIM_H
#define BENCHMARKS_CZIP_SHIM_H

#include <zip.h>

#endif
