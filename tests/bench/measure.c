/* SPDX-License-Identifier: MIT */
/*
 * Runs a command and says what the whole process took.
 * usage: measure RUNS COMMAND [ARGUMENT…]
 * Output: "CPU-SECONDS PEAK-KB": user and system time of the cheapest of RUNS runs, the greatest peak of resident
 * memory. The command's own output goes to stderr. Status 1 when a run fails.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

/* One run; its CPU time, or a negative number when it failed. */
static double run(char **argv, long *peak)
{
    pid_t pid = fork();
    if (pid < 0)
        return -1;
    if (pid == 0) {
        dup2(2, 1);
        execvp(argv[0], argv);
        perror(argv[0]);
        _exit(127);
    }
    int status;
    struct rusage u;
    if (wait4(pid, &status, 0, &u) != pid || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return -1;
    if (u.ru_maxrss > *peak)
        *peak = u.ru_maxrss;
    return seconds(u.ru_utime) + seconds(u.ru_stime);
}

int main(int argc, char **argv)
{
    int runs = argc > 2 ? atoi(argv[1]) : 0;
    if (runs < 1) {
        fprintf(stderr, "usage: measure RUNS COMMAND [ARGUMENT...]\n");
        return 2;
    }
    double best = -1;
    long peak = 0;
    for (int i = 0; i < runs; i++) {
        double t = run(argv + 2, &peak);
        if (t < 0)
            return 1;
        if (best < 0 || t < best)
            best = t;
    }
    printf("%.4f %ld\n", best, peak);
    return 0;
}
