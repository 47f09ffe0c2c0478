// The C interface of libxlsxwriter.
#ifndef AGGLOM_CXLSXWRITER_SHIM_H
#define AGGLOM_CXLSXWRITER_SHIM_H

#include <xlsxwriter.h>

#endif
