/* Stands between a program and the C library: counts the calls that change files below one folder, records them, and
 * at the one that is asked for kills the program or lets the call fail.
 *
 * FAULTS_FOLDER  the folder, as an absolute path without links; nothing outside it is counted
 * FAULTS_LOG     where calls are recorded, with their data (disk.py reads it); FAULTS_BRIEF=1 leaves the data out
 * FAULTS_AT      the number of the call, 1 for the first
 * FAULTS_DO      kill-before, kill-after, short (half is written), or the number of an error
 * FAULTS_ON      1: every later call that can fail so fails too; a short write is followed by a full disk
 * FAULTS_READS   1: reads are counted in place of changes
 * FAULTS_PID     what getpid() answers
 *
 * Nothing is ever synchronised: what a disk may lack is worked out from the record.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define DESCRIPTORS 4096
enum kind { OPEN = 1, WRITE, TRUNCATE, SYNC, CLOSE, RENAME, LINK, UNLINK, MKDIR, RMDIR, EXCHANGE, SYMLINK, MODE, END };
/* What a call needs to succeed; a full disk is told once by fsync, of what is on its way. */
enum need { SPACE = 1, PERMISSION = 2, WAITING_SPACE = 4 };

static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static char folder[PATH_MAX];
static size_t folder_length;
static int log_file = -1, is_brief, goes_on, counts_reads, is_down, code, is_short, kills_before, kills_after;
static long at, count, fixed_pid;
static unsigned char is_ours[DESCRIPTORS];

__attribute__((constructor)) static void begin(void) {
  const char *text = getenv("FAULTS_FOLDER");
  if (!text) return;
  snprintf(folder, sizeof folder, "%s", text);
  folder_length = strlen(folder);
  if ((text = getenv("FAULTS_LOG"))) {
    int file = syscall(SYS_open, text, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    log_file = fcntl(file, F_DUPFD_CLOEXEC, 800);
    syscall(SYS_close, file);
  }
  is_brief = getenv("FAULTS_BRIEF") != NULL;
  goes_on = getenv("FAULTS_ON") != NULL;
  counts_reads = getenv("FAULTS_READS") != NULL;
  if ((text = getenv("FAULTS_PID"))) fixed_pid = atol(text);
  if ((text = getenv("FAULTS_AT"))) at = atol(text);
  if ((text = getenv("FAULTS_DO"))) {
    kills_before = !strcmp(text, "kill-before");
    kills_after = !strcmp(text, "kill-after");
    is_short = !strcmp(text, "short");
    code = is_short ? ENOSPC : atoi(text);
  }
}

static void *real(const char *name) {
  void *found = dlsym(RTLD_NEXT, name);
  if (!found) { dprintf(2, "shim: no %s\n", name); abort(); }
  return found;
}
#define REAL(type, name, ...) static type (*call)(__VA_ARGS__); if (!call) call = real(name)

static void record(enum kind, int, int64_t, const void *, size_t, const void *, size_t);

/* How many calls there were, where the program comes to its end. */
__attribute__((destructor)) static void end(void) { record(END, -1, count, NULL, 0, NULL, 0); }

/* The path with its folder's links followed and its last part as it is; whether it lies in our folder. */
static int is_inside(int at_folder, const char *path, char *full) {
  char text[PATH_MAX * 2], parent[PATH_MAX];
  if (!folder_length || !path) return 0;
  if (path[0] == '/') snprintf(text, sizeof text, "%s", path);
  else {
    char link[64], base[PATH_MAX];
    if (at_folder == AT_FDCWD) snprintf(link, sizeof link, "/proc/self/cwd");
    else snprintf(link, sizeof link, "/proc/self/fd/%d", at_folder);
    ssize_t size = readlink(link, base, sizeof base - 1);
    if (size < 0) return 0;
    base[size] = 0;
    snprintf(text, sizeof text, "%s/%s", base, path);
  }
  size_t length = strlen(text);
  while (length > 1 && text[length - 1] == '/') text[--length] = 0;
  char *slash = strrchr(text, '/');
  if (!slash) return 0;
  const char *last = slash + 1;
  *slash = 0;
  if (!realpath(slash == text ? "/" : text, parent)) return 0;
  if (!strcmp(last, ".") || !*last) snprintf(full, PATH_MAX, "%s", parent);
  else if (snprintf(full, PATH_MAX, "%s/%s", parent, last) >= PATH_MAX) return 0;
  return !strncmp(full, folder, folder_length) && (full[folder_length] == '/' || !full[folder_length]);
}

static int ours(int file) { return file >= 0 && file < DESCRIPTORS && is_ours[file]; }

static void put(const void *bytes, size_t size) {
  const char *next = bytes;
  while (size > 0) {
    ssize_t done = syscall(SYS_write, log_file, next, size);
    if (done <= 0) return;
    next += done;
    size -= done;
  }
}

static void record(enum kind kind, int file, int64_t number, const void *first, size_t first_size, const void *second,
                   size_t second_size) {
  if (log_file < 0) return;
  if (is_brief && kind == WRITE) first_size = 0;
  int64_t head[6] = {kind, file, number, first_size, second_size, count};
  put(head, sizeof head);
  put(first, first_size);
  put(second, second_size);
}
#define PATHS(a, b) a, strlen(a), b, strlen(b)

/* Counts a call that needs `need`; whether it is to fail, with errno set. 2: half of it is to be done. */
static int fails(int need, int is_write) {
  count++;
  if (!at) return 0;
  if (count == at) {
    if (kills_before) kill(getpid(), SIGKILL);
    if (is_short && is_write) {
      is_down = goes_on;
      return 2;
    }
    if (goes_on) is_down = 1;
  }
  if (!code || (count != at && !is_down)) return 0;
  if ((code == ENOSPC || code == EDQUOT) && !(need & (count == at ? SPACE | WAITING_SPACE : SPACE))) return 0;
  if (code == EACCES && !(need & PERMISSION)) return 0;
  errno = code;
  return 1;
}

static void done(void) {
  if (kills_after && count == at) kill(getpid(), SIGKILL);
}

/* One of our calls: the lock is held while it is counted, made and recorded. */
#define CHANGE(result_type, failure, need, act, note)   \
  do {                                                  \
    pthread_mutex_lock(&lock);                          \
    result_type result = failure;                       \
    if (counts_reads || !fails(need, 0)) {              \
      result = act;                                     \
      int kept = errno;                                 \
      if (result != failure) { note; }                  \
      if (!counts_reads) done();                        \
      errno = kept;                                     \
    }                                                   \
    int kept_error = errno;                             \
    pthread_mutex_unlock(&lock);                        \
    errno = kept_error;                                 \
    return result;                                      \
  } while (0)

/* MARK: opening and closing */

static int opened(int at_folder, const char *path, int flags, mode_t mode) {
  char full[PATH_MAX];
  int result, kept;
  struct stat before, here;
  pthread_mutex_lock(&lock);
  if (!is_inside(at_folder, path, full)) {
    result = syscall(SYS_openat, at_folder, path, flags, mode);
    if (result >= 0 && result < DESCRIPTORS) is_ours[result] = 0;
  } else {
    /* A link at the end of the path leads to what is opened. */
    int is_there = stat(full, &before) == 0, makes = flags & O_CREAT && !is_there;
    int changes = makes || (flags & O_TRUNC && is_there && before.st_size > 0);
    if (changes && !counts_reads && fails(makes ? SPACE | PERMISSION : PERMISSION, 0)) {
      result = -1;
    } else {
      result = syscall(SYS_openat, at_folder, path, flags, mode);
      kept = errno;
      if (result >= 0 && result < DESCRIPTORS) {
        is_ours[result] = 1;
        char place[64], target[PATH_MAX];
        snprintf(place, sizeof place, "/proc/self/fd/%d", result);
        ssize_t size = readlink(place, target, sizeof target - 1);
        target[size < 0 ? 0 : size] = 0;
        fstat(result, &here);
        int64_t what = (makes ? 1 : 0) | (flags & O_TRUNC ? 2 : 0) | (S_ISDIR(here.st_mode) ? 4 : 0)
                       | (changes ? 8 : 0);
        /* Files without a name (O_TMPFILE) are nobody's. */
        record(OPEN, result, what, PATHS(target, full));
        if (changes && !counts_reads) done();
      }
      errno = kept;
    }
  }
  kept = errno;
  pthread_mutex_unlock(&lock);
  errno = kept;
  return result;
}

#define MODE_OF(flags)                       \
  mode_t mode = 0;                           \
  if ((flags) & (O_CREAT | __O_TMPFILE)) {   \
    va_list rest;                            \
    va_start(rest, flags);                   \
    mode = va_arg(rest, mode_t);             \
    va_end(rest);                            \
  }

int open(const char *path, int flags, ...) { MODE_OF(flags) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) {
  MODE_OF(flags) return opened(AT_FDCWD, path, flags | O_LARGEFILE, mode);
}
int __open_2(const char *path, int flags) { return opened(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return opened(AT_FDCWD, path, flags | O_LARGEFILE, 0); }
int openat(int at_folder, const char *path, int flags, ...) {
  MODE_OF(flags) return opened(at_folder, path, flags, mode);
}
int openat64(int at_folder, const char *path, int flags, ...) {
  MODE_OF(flags) return opened(at_folder, path, flags | O_LARGEFILE, mode);
}
int creat(const char *path, mode_t mode) { return opened(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, mode); }
int creat64(const char *path, mode_t mode) { return creat(path, mode); }

static int made(char *template, int suffix, int flags) {
  static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
  size_t length = strlen(template);
  for (int attempt = 0; attempt < 1000; attempt++) {
    unsigned char random[6];
    if (syscall(SYS_getrandom, random, sizeof random, 0) != sizeof random) return -1;
    for (int i = 0; i < 6; i++) template[length - suffix - 6 + i] = letters[random[i] % 36];
    int file = opened(AT_FDCWD, template, O_RDWR | O_CREAT | O_EXCL | flags, 0600);
    if (file >= 0 || errno != EEXIST) return file;
  }
  return -1;
}
int mkstemp(char *template) { return made(template, 0, 0); }
int mkstemp64(char *template) { return made(template, 0, 0); }
int mkostemp(char *template, int flags) { return made(template, 0, flags); }
int mkostemp64(char *template, int flags) { return made(template, 0, flags); }
int mkstemps(char *template, int suffix) { return made(template, suffix, 0); }
int mkostemps(char *template, int suffix, int flags) { return made(template, suffix, flags); }

int close(int file) {
  REAL(int, "close", int);
  if (!ours(file)) return call(file);
  pthread_mutex_lock(&lock);
  is_ours[file] = 0;
  record(CLOSE, file, 0, NULL, 0, NULL, 0);
  int result = call(file), kept = errno;
  pthread_mutex_unlock(&lock);
  errno = kept;
  return result;
}

/* MARK: contents */

static int64_t size_of(int file) {
  struct stat status;
  return fstat(file, &status) == 0 ? status.st_size : 0;
}

static ssize_t written(int file, const void *bytes, size_t size, int64_t offset) {
  int is_here = offset < 0;
  pthread_mutex_lock(&lock);
  if (is_here) {
    int flags = fcntl(file, F_GETFL);
    offset = flags >= 0 && flags & O_APPEND ? size_of(file) : lseek(file, 0, SEEK_CUR);
  }
  ssize_t result = -1;
  int need = offset + (int64_t)size > size_of(file) ? SPACE : 0;
  int how = counts_reads ? 0 : fails(need, 1);
  if (how != 1) {
    size_t part = how == 2 && size > 1 ? size / 2 : size;
    result = is_here ? syscall(SYS_write, file, bytes, part) : syscall(SYS_pwrite64, file, bytes, part, offset);
    int kept = errno;
    if (result > 0) record(WRITE, file, offset, bytes, result, NULL, 0);
    if (!counts_reads) done();
    errno = kept;
  }
  int kept = errno;
  pthread_mutex_unlock(&lock);
  errno = kept;
  return result;
}

ssize_t write(int file, const void *bytes, size_t size) {
  return ours(file) ? written(file, bytes, size, -1) : syscall(SYS_write, file, bytes, size);
}
ssize_t pwrite(int file, const void *bytes, size_t size, off_t offset) {
  return ours(file) ? written(file, bytes, size, offset) : syscall(SYS_pwrite64, file, bytes, size, offset);
}
ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t offset) { return pwrite(file, bytes, size, offset); }
ssize_t writev(int file, const struct iovec *parts, int parts_count) {
  if (!ours(file)) return syscall(SYS_writev, file, parts, parts_count);
  ssize_t all = 0;
  for (int i = 0; i < parts_count; i++) {
    if (!parts[i].iov_len) continue;
    ssize_t result = written(file, parts[i].iov_base, parts[i].iov_len, -1);
    if (result < 0) return all ? all : -1;
    all += result;
    if (result < (ssize_t)parts[i].iov_len) break;
  }
  return all;
}

static ssize_t gotten(int file, void *bytes, size_t size, int64_t offset) {
  if (counts_reads && ours(file)) {
    pthread_mutex_lock(&lock);
    int has_failed = fails(0, 0);
    pthread_mutex_unlock(&lock);
    if (has_failed == 1) { errno = code; return -1; }
  }
  ssize_t result = offset < 0 ? syscall(SYS_read, file, bytes, size) : syscall(SYS_pread64, file, bytes, size, offset);
  if (counts_reads && ours(file)) done();
  return result;
}
ssize_t read(int file, void *bytes, size_t size) { return gotten(file, bytes, size, -1); }
ssize_t pread(int file, void *bytes, size_t size, off_t offset) { return gotten(file, bytes, size, offset); }
ssize_t pread64(int file, void *bytes, size_t size, off64_t offset) { return gotten(file, bytes, size, offset); }
ssize_t __read_chk(int file, void *bytes, size_t size, size_t limit) {
  (void)limit;
  return gotten(file, bytes, size, -1);
}

int ftruncate(int file, off_t length) {
  if (!ours(file)) return syscall(SYS_ftruncate, file, length);
  CHANGE(int, -1, length > size_of(file) ? SPACE : 0, syscall(SYS_ftruncate, file, length),
         record(TRUNCATE, file, length, NULL, 0, NULL, 0));
}
int ftruncate64(int file, off64_t length) { return ftruncate(file, length); }
int truncate(const char *path, off_t length) {
  int file = open(path, O_WRONLY | O_CLOEXEC);
  if (file < 0) return -1;
  int result = ftruncate(file, length), kept = errno;
  close(file);
  errno = kept;
  return result;
}
int truncate64(const char *path, off64_t length) { return truncate(path, length); }

/* Space is only set aside where it also makes the file longer: then zeros are written. */
int posix_fallocate(int file, off_t offset, off_t length) {
  if (!ours(file)) return syscall(SYS_fallocate, file, 0, offset, length) < 0 ? errno : 0;
  if (offset + length <= size_of(file)) return 0;
  return ftruncate(file, offset + length) < 0 ? errno : 0;
}
int posix_fallocate64(int file, off64_t offset, off64_t length) { return posix_fallocate(file, offset, length); }
int fallocate(int file, int mode, off_t offset, off_t length) {
  if (!ours(file)) return syscall(SYS_fallocate, file, mode, offset, length);
  errno = EOPNOTSUPP;
  return -1;
}
int fallocate64(int file, int mode, off64_t offset, off64_t length) { return fallocate(file, mode, offset, length); }
ssize_t copy_file_range(int from, off64_t *from_offset, int to, off64_t *to_offset, size_t size, unsigned flags) {
  if (!ours(to)) return syscall(SYS_copy_file_range, from, from_offset, to, to_offset, size, flags);
  errno = EXDEV;
  return -1;
}
ssize_t sendfile(int to, int from, off_t *offset, size_t size) {
  if (!ours(to)) return syscall(SYS_sendfile, to, from, offset, size);
  errno = EINVAL;
  return -1;
}
ssize_t sendfile64(int to, int from, off64_t *offset, size_t size) { return sendfile(to, from, offset, size); }

int fsync(int file) {
  if (!ours(file)) return syscall(SYS_fsync, file);
  CHANGE(int, -1, WAITING_SPACE, 0, record(SYNC, file, 0, NULL, 0, NULL, 0));
}
int fdatasync(int file) { return ours(file) ? fsync(file) : syscall(SYS_fdatasync, file); }

int fchmod(int file, mode_t mode) {
  if (!ours(file)) return syscall(SYS_fchmod, file, mode);
  CHANGE(int, -1, 0, syscall(SYS_fchmod, file, mode), record(MODE, file, mode, NULL, 0, NULL, 0));
}

/* MARK: names */

static int renamed(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
  char first[PATH_MAX], second[PATH_MAX];
  if (!is_inside(to_folder, to, second) || !is_inside(from_folder, from, first))
    return syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
  CHANGE(int, -1, SPACE | PERMISSION, syscall(SYS_renameat2, from_folder, from, to_folder, to, flags),
         record(flags & RENAME_EXCHANGE ? EXCHANGE : RENAME, -1, 0, PATHS(first, second)));
}
int rename(const char *from, const char *to) { return renamed(AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat(int a, const char *from, int b, const char *to) { return renamed(a, from, b, to, 0); }
int renameat2(int a, const char *from, int b, const char *to, unsigned flags) { return renamed(a, from, b, to, flags); }

static int linked(int a, const char *from, int b, const char *to, int flags) {
  char first[PATH_MAX], second[PATH_MAX];
  if (!is_inside(b, to, second) || !is_inside(a, from, first)) return syscall(SYS_linkat, a, from, b, to, flags);
  CHANGE(int, -1, SPACE | PERMISSION, syscall(SYS_linkat, a, from, b, to, flags),
         record(LINK, -1, 0, PATHS(first, second)));
}
int link(const char *from, const char *to) { return linked(AT_FDCWD, from, AT_FDCWD, to, 0); }
int linkat(int a, const char *from, int b, const char *to, int flags) { return linked(a, from, b, to, flags); }

int symlink(const char *target, const char *path) {
  char full[PATH_MAX];
  if (!is_inside(AT_FDCWD, path, full)) return syscall(SYS_symlink, target, path);
  CHANGE(int, -1, SPACE | PERMISSION, syscall(SYS_symlink, target, path), record(SYMLINK, -1, 0, PATHS(target, full)));
}

int unlinkat(int at_folder, const char *path, int flags) {
  char full[PATH_MAX];
  struct stat status;
  if (!is_inside(at_folder, path, full) || lstat(full, &status) != 0)
    return syscall(SYS_unlinkat, at_folder, path, flags);
  CHANGE(int, -1, PERMISSION, syscall(SYS_unlinkat, at_folder, path, flags),
         record(flags & AT_REMOVEDIR ? RMDIR : UNLINK, -1, 0, PATHS(full, "")));
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }
int remove(const char *path) {
  struct stat status;
  int is_folder = lstat(path, &status) == 0 && S_ISDIR(status.st_mode);
  return is_folder ? rmdir(path) : unlink(path);
}

int mkdirat(int at_folder, const char *path, mode_t mode) {
  char full[PATH_MAX];
  if (!is_inside(at_folder, path, full)) return syscall(SYS_mkdirat, at_folder, path, mode);
  CHANGE(int, -1, SPACE | PERMISSION, syscall(SYS_mkdirat, at_folder, path, mode),
         record(MKDIR, -1, 0, PATHS(full, "")));
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

pid_t getpid(void) {
  /* The one that signals go to is never the feigned one: kill(getpid()) above is this function too. */
  return fixed_pid && !at ? fixed_pid : syscall(SYS_getpid);
}
