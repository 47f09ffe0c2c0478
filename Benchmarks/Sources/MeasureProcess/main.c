// Runs a command and writes what it took: seconds of wall time, of processor time in the program
// and in the kernel, and the largest memory it held, in kilobytes.
//
//   MeasureProcess FILE COMMAND [ARGUMENT ...]
//
// It is a program of its own, and a small one, because Linux counts the memory that a process had
// before it became another program: measured from a large one, a small command looks large.
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec * 1e-9;
}

static double seconds(struct timeval time) { return time.tv_sec + time.tv_usec * 1e-6; }

int main(int count, char **arguments) {
  if (count < 3) return fprintf(stderr, "usage: MeasureProcess FILE COMMAND ...\n"), 2;
  double start = now();
  pid_t child = fork();
  if (child < 0) return perror("fork"), 1;
  if (child == 0) {
    execvp(arguments[2], arguments + 2);
    fprintf(stderr, "%s: %s\n", arguments[2], strerror(errno));
    _exit(127);
  }
  int status;
  struct rusage usage;
  while (wait4(child, &status, 0, &usage) < 0)
    if (errno != EINTR) return perror("wait4"), 1;
  double wall = now() - start;
  FILE *file = fopen(arguments[1], "w");
  if (!file) return perror(arguments[1]), 1;
  fprintf(file, "%.6f %.6f %.6f %ld\n", wall, seconds(usage.ru_utime), seconds(usage.ru_stime),
          usage.ru_maxrss);
  fclose(file);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
