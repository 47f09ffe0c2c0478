// The C interface of Expat.
#ifndef AGGLOM_CEXPAT_SHIM_H
#define AGGLOM_CEXPAT_SHIM_H

#include <expat.h>

#endif
