// The C interface of SQLite, with what Swift cannot call (variadic functions, macros) as functions.
#ifndef AGGLOM_CSQLITE_SHIM_H
#define AGGLOM_CSQLITE_SHIM_H

// The session extension is declared only where these are defined.
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include <sqlite3.h>

static inline sqlite3_destructor_type agglom_transient(void) { return SQLITE_TRANSIENT; }
static inline sqlite3_destructor_type agglom_static(void) { return SQLITE_STATIC; }

// Sets one of the switches SQLITE_DBCONFIG_..., each of which takes an int and an int pointer.
static inline int agglom_db_config(sqlite3 *db, int option, int value) {
  return sqlite3_db_config(db, option, value, (int *)0);
}

// Lets the statements of a connection wait for another's lock, 20 ms at a time, as long as `goes_on`
// says 1 of the milliseconds that one has waited so far.
static inline int agglom_wait_once(void *goes_on, int attempts) {
  if (!((int (*)(int))goes_on)(attempts * 20)) return 0;
  sqlite3_sleep(20);
  return 1;
}
static inline int agglom_wait(sqlite3 *db, int (*goes_on)(int)) {
  return sqlite3_busy_handler(db, agglom_wait_once, (void *)goes_on);
}

// Stops SQLite from counting its memory, which costs a lock at every allocation; to be called before
// anything else.
static inline int agglom_count_no_memory(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

#endif
