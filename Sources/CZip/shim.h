// The C interface of libzip.
#ifndef AGGLOM_CZIP_SHIM_H
#define AGGLOM_CZIP_SHIM_H

#include <zip.h>

#endif
